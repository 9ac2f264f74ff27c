//! The file formats of a job: CSV with quoted fields, and NumPy's `.npy`.

use std::path::Path;

use ndarray::Array1;

use super::value::Element;

pub fn text(path: &Path) -> String {
    std::fs::read_to_string(path).expect("mlings has put every input of a job beside job.json")
}

/// The records of a CSV file. A field in quotes may hold commas, line ends, and quotes written twice.
pub fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            other => field.push(other),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

/// An array file: what its header says, and the bytes after it.
pub struct Npy {
    /// `|u1`, `<f8`, `<i8`.
    pub descr: String,
    pub shape: Vec<usize>,
    pub bytes: Vec<u8>,
}

impl Npy {
    pub fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).expect("mlings has put every input of a job beside job.json");
        Npy::parse(bytes).expect("mlings writes .npy files of version 1 in row-major order")
    }

    fn parse(mut bytes: Vec<u8>) -> Option<Self> {
        let length = u16::from_le_bytes(bytes.strip_prefix(b"\x93NUMPY\x01\x00")?.get(..2)?.try_into().ok()?);
        let start = 10 + usize::from(length);
        let header = std::str::from_utf8(bytes.get(10..start)?).ok()?;
        let descr = between(header, "'descr': '", "'")?.to_owned();
        between(header, "'fortran_order': ", ",").filter(|order| *order == "False")?;
        let lengths = between(header, "'shape': (", ")")?
            .split(',')
            .map(str::trim)
            .filter(|length| !length.is_empty());
        let shape = lengths.map(|length| length.parse().ok()).collect::<Option<_>>()?;
        bytes.drain(..start);
        Some(Npy { descr, shape, bytes })
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(between, _)| between)
}

/// Labels, as the type `fit` declares; whole numbers may be read as floats.
pub fn target<Y: Element>(path: &Path) -> Result<Array1<Y>, String> {
    let npy = Npy::read(path);
    let words = npy
        .bytes
        .chunks_exact(8)
        .map(|word| <[u8; 8]>::try_from(word).expect("chunks of 8"));
    let as_json = |number: f64| Y::from_json(&tinyjson::JsonValue::Number(number)).expect("a label is a number");
    match (npy.descr.as_str(), Y::DTYPE) {
        ("<f8", "i64") => Err("`fit` takes whole numbers, but the labels are not: write `y: ArrayView1<'_, f64>`".to_owned()),
        ("<f8", _) => Ok(words.map(|word| as_json(f64::from_le_bytes(word))).collect()),
        _ => Ok(words.map(|word| as_json(i64::from_le_bytes(word) as f64)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn npy(header: &str, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(header.len()).expect("a short header").to_le_bytes();
        [b"\x93NUMPY\x01\x00", length.as_slice(), header.as_bytes(), data].concat()
    }

    #[test]
    fn quoted_fields_may_hold_commas_quotes_and_line_ends() {
        assert_eq!(
            csv("a,b\r\n\"1,2\",\"say \"\"hi\"\"\n\"\n,\n"),
            [["a", "b"], ["1,2", "say \"hi\"\n"], ["", ""]]
        );
        assert_eq!(csv("a,b\n1,2"), [["a", "b"], ["1", "2"]], "the last line needs no end");
        assert!(csv("").is_empty());
    }

    #[test]
    fn an_array_file_is_read_as_its_header_says() {
        let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }\n";
        let array = Npy::parse(npy(header, &[1, 2, 3, 4, 5, 6])).expect("a well-formed file");
        assert_eq!(
            (array.descr.as_str(), array.shape, array.bytes),
            ("|u1", vec![2, 3], vec![1, 2, 3, 4, 5, 6])
        );
    }

    #[test]
    fn a_column_major_or_torn_array_file_is_refused() {
        assert!(Npy::parse(npy("{'descr': '<f8', 'fortran_order': True, 'shape': (2,), }", &[])).is_none());
        assert!(Npy::parse(b"\x93NUMPY\x01\x00\xff\xff{".to_vec()).is_none());
    }
}
