//! The `.npy` files of a prepared dataset: version 1.0, little-endian, row-major.
//!
//! Writing is all of the format that is needed here. Reading accepts exactly what writing makes, so a header is compared, never parsed.

use ndarray::Array1;

/// Bytes before the data: a multiple of 64, as the format asks, and ample for two axes.
const HEADER: usize = 128;

/// An element of a file: how numpy names it, and its bytes.
pub trait Element: Copy {
    const DESCRIPTION: &'static str;
    fn append(self, bytes: &mut Vec<u8>);
}

/// An element that is read back as well.
pub trait Readable: Element {
    fn from_bytes(bytes: [u8; 8]) -> Self;
}

impl Element for u8 {
    const DESCRIPTION: &'static str = "|u1";
    fn append(self, bytes: &mut Vec<u8>) {
        bytes.push(self);
    }
}

impl Element for i64 {
    const DESCRIPTION: &'static str = "<i8";
    fn append(self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_le_bytes());
    }
}

impl Element for f64 {
    const DESCRIPTION: &'static str = "<f8";
    fn append(self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_le_bytes());
    }
}

impl Readable for i64 {
    fn from_bytes(bytes: [u8; 8]) -> Self {
        Self::from_le_bytes(bytes)
    }
}

impl Readable for f64 {
    fn from_bytes(bytes: [u8; 8]) -> Self {
        Self::from_le_bytes(bytes)
    }
}

fn header<T: Element>(shape: &[usize]) -> Vec<u8> {
    let axes: String = shape.iter().map(|length| format!("{length},")).collect();
    let mut header = b"\x93NUMPY\x01\x00".to_vec();
    let described = u16::try_from(HEADER - header.len() - 2).expect("the header is 128 bytes");
    header.extend(described.to_le_bytes());
    header.extend(
        format!(
            "{{'descr': '{}', 'fortran_order': False, 'shape': ({axes}), }}",
            T::DESCRIPTION
        )
        .bytes(),
    );
    header.resize(HEADER - 1, b' ');
    header.push(b'\n');
    header
}

/// The bytes of a file that holds `elements`, row by row, as an array of `shape`.
pub fn to_bytes<T: Element>(elements: impl Iterator<Item = T>, shape: &[usize]) -> Vec<u8> {
    let mut bytes = header::<T>(shape);
    for element in elements {
        element.append(&mut bytes);
    }
    bytes
}

/// The elements of a file of one axis that [`to_bytes`] made.
///
/// # Errors
/// What is wrong with the bytes, where [`to_bytes`] did not make them.
pub fn from_bytes<T: Readable>(bytes: &[u8]) -> Result<Array1<T>, String> {
    let (found, data) = bytes
        .split_at_checked(HEADER)
        .ok_or_else(|| format!("{} bytes are too few", bytes.len()))?;
    let (words, rest) = data.as_chunks::<8>();
    if !rest.is_empty() || found != header::<T>(&[words.len()]) {
        return Err(format!(
            "not {} elements of type {} under a header of ours",
            words.len(),
            T::DESCRIPTION
        ));
    }
    Ok(words.iter().map(|word| T::from_bytes(*word)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_bit_for_bit() {
        let numbers = [0.1, -0.0, f64::NAN, f64::MIN_POSITIVE, 1e300];
        let back = from_bytes::<f64>(&to_bytes(numbers.into_iter(), &[5])).unwrap();
        assert_eq!(back.map(|number| number.to_bits()).to_vec(), numbers.map(f64::to_bits));
        let integers = [i64::MIN, -1, 0, i64::MAX];
        assert_eq!(
            from_bytes::<i64>(&to_bytes(integers.into_iter(), &[4])).unwrap().to_vec(),
            integers
        );
    }

    #[test]
    fn the_header_is_the_one_numpy_writes() {
        let expected = "\u{1}\0v\0{'descr': '|u1', 'fortran_order': False, 'shape': (2,3,), }";
        let bytes = to_bytes([1_u8, 2, 3, 4, 5, 6].into_iter(), &[2, 3]);
        assert_eq!(&bytes[..6], b"\x93NUMPY");
        assert_eq!(&bytes[6..6 + expected.len()], expected.as_bytes());
        assert_eq!(&bytes[127..], b"\n\x01\x02\x03\x04\x05\x06");
    }

    #[test]
    fn a_cut_file_and_another_type_are_refused() {
        let bytes = to_bytes([1_i64, 2].into_iter(), &[2]);
        assert!(from_bytes::<i64>(&bytes[..bytes.len() - 8]).is_err());
        assert!(from_bytes::<i64>(&bytes[..bytes.len() - 1]).is_err());
        assert!(from_bytes::<i64>(&bytes[..60]).is_err());
        assert!(from_bytes::<f64>(&bytes).is_err());
    }
}
