//! The layers that together contain a program.

use serde::{Deserialize, Serialize};

/// One of them; which are there depends on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Files and folders outside its grants are out of reach (Landlock; Seatbelt on macOS).
    Files,
    /// Network, other processes and the kernel's rarer interfaces are out of reach (seccomp).
    SystemCalls,
    /// CPU time, memory, file size and open files are limited (resource limits).
    Limits,
}

impl Layer {
    pub const ALL: [Layer; 3] = [Layer::Files, Layer::SystemCalls, Layer::Limits];

    /// What is missing where this layer is: `access to files`.
    pub fn words(self) -> &'static str {
        match self {
            Layer::Files => "access to files",
            Layer::SystemCalls => "system calls",
            Layer::Limits => "resource limits",
        }
    }
}
