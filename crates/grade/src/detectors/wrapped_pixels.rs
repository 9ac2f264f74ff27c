//! Arithmetic in u8 that wraps around: the same pictures as real numbers are read far better, or otherwise where fit wrapped them too.

use super::subject::Subject;
use crate::finding::Finding;
use crate::metrics::Prediction;
use crate::statistics::z_of_mean;

pub const ID: &str = "wrapped-pixels";
/// It may be other things: a model may ask for the dtype.
pub const FITTED: &str = "wrapped-pixels/fitted";

/// z of the rows gained less those lost (p < .001).
const CLEARLY: f64 = 3.09;
/// Rounding turns over hardly a picture: from this share on, the arithmetic is another.
const OTHERWISE: f64 = 0.05;

/// More of the same rows right as real numbers than as bytes, z > 3.09; else one answer in twenty is another.
pub fn detect(subject: &Subject) -> Option<Finding> {
    let real = subject.asides.real.as_ref()?;
    let bytes = subject.asides.bytes.as_ref()?;
    let (as_real, as_bytes) = (real.right()?, bytes.right()?);
    let gains: Vec<f64> = as_real
        .iter()
        .zip(&as_bytes)
        .map(|(real, bytes)| f64::from(u8::from(*real)) - f64::from(u8::from(*bytes)))
        .collect();
    if z_of_mean(&gains) > CLEARLY {
        let [as_real, as_bytes] = [&as_real, &as_bytes].map(|right| right.iter().filter(|right| **right).count());
        let pictures = gains.len();
        return Some(Finding::new(
            ID,
            format!(
                "of {pictures} pictures {as_bytes} are read right as bytes, and {as_real} when the same pixels come as float64"
            ),
        ));
    }
    let (Prediction::Classes(real), Prediction::Classes(bytes)) = (&real.answer, &bytes.answer) else {
        return None;
    };
    let changed = real.iter().zip(bytes).filter(|(real, bytes)| real != bytes).count();
    (changed as f64 > OTHERWISE * bytes.len() as f64).then(|| {
        Finding::new(
            FITTED,
            format!(
                "of {} pictures {changed} are read otherwise when the same pixels come as float64",
                bytes.len()
            ),
        )
    })
}
