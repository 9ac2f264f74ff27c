//! `Rounding`: how a share of the rows becomes a whole number.

use serde::Deserialize;

/// How a share of the rows becomes a whole number. Shares within 1e-9 of a whole number are that number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    Up,
    Down,
    /// Halves up.
    #[default]
    Nearest,
}

impl Rounding {
    pub fn round(self, share: f64) -> f64 {
        let whole = share.round();
        if (share - whole).abs() < 1e-9 {
            return whole;
        }
        match self {
            Rounding::Up => share.ceil(),
            Rounding::Down => share.floor(),
            Rounding::Nearest => (share + 0.5).floor(),
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Rounding::Up => "rounded up",
            Rounding::Down => "rounded down",
            Rounding::Nearest => "rounded",
        }
    }
}
