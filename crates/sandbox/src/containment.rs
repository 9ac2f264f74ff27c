//! How far a run was contained: what this machine could not enforce, if anything, and its short form.

use serde::{Deserialize, Serialize};

use crate::layer::Layer;

/// The layers that were missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Containment {
    pub missing: Vec<Layer>,
}

/// The short form of a [`Containment`], recorded with every attempt. Later is stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    None,
    /// Time, memory, output and file size are limited; nothing is out of reach.
    LimitsOnly,
    /// Some layers are missing on this machine.
    Partial,
    /// Files, network and other processes are out of reach.
    Full,
}

impl Containment {
    pub fn full() -> Self {
        Containment::default()
    }

    pub fn without(missing: &[Layer]) -> Self {
        Containment {
            missing: missing.to_vec(),
        }
    }

    pub fn level(&self) -> Level {
        let has = |layer| !self.missing.contains(&layer);
        match (has(Layer::Files), has(Layer::SystemCalls), has(Layer::Limits)) {
            (true, true, true) => Level::Full,
            (false, false, true) => Level::LimitsOnly,
            (false, false, false) => Level::None,
            _ => Level::Partial,
        }
    }
}

impl Level {
    pub const ALL: [Level; 4] = [Level::None, Level::LimitsOnly, Level::Partial, Level::Full];

    /// Its name on the command line and on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::LimitsOnly => "limits_only",
            Level::Partial => "partial",
            Level::Full => "full",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_sums_up_what_is_missing() {
        let level = |missing: &[Layer]| Containment::without(missing).level();
        assert_eq!(level(&[]), Level::Full);
        assert_eq!(level(&[Layer::Files]), Level::Partial);
        assert_eq!(level(&[Layer::SystemCalls]), Level::Partial);
        assert_eq!(level(&[Layer::Files, Layer::SystemCalls]), Level::LimitsOnly);
        assert_eq!(level(&Layer::ALL), Level::None);
    }

    #[test]
    fn a_stronger_level_is_greater() {
        assert!(Level::Full > Level::Partial && Level::Partial > Level::LimitsOnly && Level::LimitsOnly > Level::None);
    }

    #[test]
    fn a_level_has_one_name_for_people_and_for_the_wire() {
        for level in Level::ALL {
            assert_eq!(serde_json::to_value(level).unwrap(), level.name());
            assert_eq!(Level::named(level.name()), Some(level));
        }
    }
}
