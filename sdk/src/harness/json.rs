//! Members of the job's JSON, and texts as JSON.

use std::collections::HashMap;

use tinyjson::{InnerAsRef, JsonValue};

/// Why a malformed job may panic: mlings wrote it for this very program.
pub const OURS: &str = "mlings has written a well-formed job";

pub fn object(json: &JsonValue) -> &HashMap<String, JsonValue> {
    json.get().expect(OURS)
}

pub fn member<'a, T: InnerAsRef>(json: &'a JsonValue, key: &str) -> &'a T {
    object(json).get(key).and_then(|value| value.get()).expect(OURS)
}

/// Appends `text` as a JSON string.
pub fn push_text(text: &str, json: &mut String) {
    let quoted = JsonValue::String(text.to_owned()).stringify();
    json.push_str(&quoted.expect("every text can be written as JSON"));
}
