//! Arithmetic in u8 that wraps around: the same pictures as real numbers are read far better.

use super::subject::Subject;
use crate::finding::Finding;
use crate::statistics::z_of_mean;

pub const ID: &str = "wrapped-pixels";

/// z of the rows gained less those lost (p < .001).
const CLEARLY: f64 = 3.09;

/// More of the same rows right as real numbers than as bytes, z > 3.09.
pub fn detect(subject: &Subject) -> Option<Finding> {
    let real = subject.asides.real.as_ref()?;
    let bytes = subject.asides.bytes.as_ref()?;
    let (as_real, as_bytes) = (real.right()?, bytes.right()?);
    let gains: Vec<f64> = as_real
        .iter()
        .zip(&as_bytes)
        .map(|(real, bytes)| f64::from(u8::from(*real)) - f64::from(u8::from(*bytes)))
        .collect();
    (z_of_mean(&gains) > CLEARLY).then(|| {
        let [as_real, as_bytes] = [&as_real, &as_bytes].map(|right| right.iter().filter(|right| **right).count());
        Finding::new(
            ID,
            format!(
                "of {} pictures {as_bytes} are read right as bytes, and {as_real} when the same pixels come as float64",
                gains.len()
            ),
        )
    })
}
