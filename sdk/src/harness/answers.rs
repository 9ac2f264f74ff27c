//! The answers file: one JSON line per call, written the moment the answer is there.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use ndarray::{Array, Dimension};

use super::call::Failure;
use super::value::Element;

pub struct AnswersFile(File);

/// What a function may return: a scalar, an owned array, texts, or a tuple of these.
pub trait Answer {
    /// The tagged form of the wire.
    fn tagged(&self) -> String;
}

impl AnswersFile {
    /// Opens the file mlings has created.
    pub fn open(path: &Path) -> Self {
        let file = OpenOptions::new().append(true).open(path);
        AnswersFile(file.expect("mlings has created the answers file"))
    }

    pub fn write_ready(&mut self) {
        self.write("{\"ready\": true}\n");
    }

    pub fn write_call(&mut self, call: usize, answer: Result<String, Failure>) {
        self.write(&match answer {
            Ok(value) => format!("{{\"call\":{call},\"value\":{value}}}\n"),
            Err(failure) => format!("{{\"call\":{call},\"error\":{}}}\n", failure.json()),
        });
    }

    pub fn write_stage(&mut self, stage: &str, failure: &Failure) {
        self.write(&format!("{{\"stage\":\"{stage}\",\"error\":{}}}\n", failure.json()));
    }

    fn write(&mut self, line: &str) {
        self.0.write_all(line.as_bytes()).expect("the answers file can be written");
    }
}

fn push_tensor<'a, T: Element>(shape: &[usize], elements: impl Iterator<Item = &'a T>) -> String {
    let mut json = format!("{{\"dtype\":\"{}\",\"shape\":{shape:?},\"data\":[", T::DTYPE);
    for (position, element) in elements.enumerate() {
        if position > 0 {
            json.push(',');
        }
        element.push_json(&mut json);
    }
    json.push_str("]}");
    json
}

impl<T: Element, D: Dimension> Answer for Array<T, D> {
    fn tagged(&self) -> String {
        push_tensor(self.shape(), self.iter())
    }
}

impl Answer for Vec<String> {
    fn tagged(&self) -> String {
        push_tensor(&[self.len()], self.iter())
    }
}

macro_rules! answer_scalar {
    ($($scalar:ty),+) => {
        $(impl Answer for $scalar {
            fn tagged(&self) -> String {
                push_tensor(&[], std::iter::once(self))
            }
        })+
    };
}

answer_scalar!(f64, i64, bool, String);

macro_rules! answer_tuple {
    ($($member:ident $position:tt),+) => {
        impl<$($member: Answer),+> Answer for ($($member,)+) {
            fn tagged(&self) -> String {
                format!("{{\"tuple\":[{}]}}", [$(self.$position.tagged()),+].join(","))
            }
        }
    };
}

answer_tuple!(A 0, B 1);
answer_tuple!(A 0, B 1, C 2);
answer_tuple!(A 0, B 1, C 2, D 3);
answer_tuple!(A 0, B 1, C 2, D 3, E 4);
answer_tuple!(A 0, B 1, C 2, D 3, E 4, F 5);

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array1, array};
    use tinyjson::JsonValue;

    #[test]
    fn answers_are_tagged_with_dtype_and_shape() {
        assert_eq!(1.0.tagged(), r#"{"dtype":"f64","shape":[],"data":[1.0]}"#);
        assert_eq!(
            array![[1_i64, 2], [3, 4]].tagged(),
            r#"{"dtype":"i64","shape":[2, 2],"data":[1,2,3,4]}"#
        );
        assert_eq!(
            Array1::<bool>::default(0).tagged(),
            r#"{"dtype":"bool","shape":[0],"data":[]}"#
        );
        assert_eq!(
            (vec!["a\"\n".to_owned()], true).tagged(),
            r#"{"tuple":[{"dtype":"str","shape":[1],"data":["a\"\n"]},{"dtype":"bool","shape":[],"data":[true]}]}"#
        );
    }

    #[test]
    fn every_float_is_written_as_json_that_reads_back_equal() {
        for number in [0.1 + 0.2, -0.0, 5e-324, f64::MAX, 1e21, 1e-7, 123456789.0, -2.5] {
            let mut json = String::new();
            number.push_json(&mut json);
            let read: JsonValue = json.parse().expect("a JSON number");
            assert_eq!(f64::from_json(&read).map(f64::to_bits), Some(number.to_bits()), "{json}");
        }
        assert_eq!(
            array![f64::NAN, f64::INFINITY, f64::NEG_INFINITY]
                .tagged()
                .matches("\"nan\",\"inf\",\"-inf\"")
                .count(),
            1
        );
    }

    #[test]
    fn a_transposed_array_is_written_in_row_major_order() {
        let transposed = array![[1.0, 2.0], [3.0, 4.0]].reversed_axes();
        assert_eq!(
            transposed.tagged(),
            r#"{"dtype":"f64","shape":[2, 2],"data":[1.0,3.0,2.0,4.0]}"#
        );
    }
}
