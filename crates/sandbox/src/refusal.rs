//! What a program was refused, and by which layer of the sandbox.

use serde::{Deserialize, Serialize};

use crate::layer::Layer;

/// What a refused program had set out to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// To talk to anyone: TCP, UDP, local sockets.
    Network,
    /// To start another process.
    NewProcess,
    /// To look into another process, or to steer or signal it.
    OtherProcess,
    /// To open, make, move or run a file outside its grants.
    File,
    /// To change a file's permissions, owner, times or length by its name.
    FileAttributes,
    /// To lock a file that others share.
    FileLock,
    /// To share memory, semaphores or messages under a name.
    SharedMemory,
    /// To change what it is contained by: namespaces, mounts, its own end.
    Containment,
    /// To use an interface of the kernel that no solution needs.
    Kernel,
}

/// One kind of refused attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    pub layer: Layer,
    #[serde(rename = "what")]
    pub deed: Deed,
    /// The system call, such as `connect`.
    pub call: String,
    /// The file it was about, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    pub times: u64,
}

impl Refusal {
    /// Adds one attempt to `refusals`, which hold each kind once and `KINDS` kinds at most: a program may try for ever.
    pub fn count(refusals: &mut Vec<Refusal>, layer: Layer, deed: Deed, call: &str, path: Option<String>) {
        const KINDS: usize = 64;
        let same = |refusal: &&mut Refusal| refusal.call == call && refusal.deed == deed && refusal.path == path;
        if let Some(refusal) = refusals.iter_mut().find(same) {
            refusal.times += 1;
        } else if refusals.len() < KINDS {
            refusals.push(Refusal {
                layer,
                deed,
                call: call.to_owned(),
                path,
                times: 1,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_attempt_is_listed_once_and_counted() {
        let mut refusals = Vec::new();
        for call in ["socket", "kill", "socket"] {
            Refusal::count(&mut refusals, Layer::SystemCalls, Deed::Network, call, None);
        }
        let seen: Vec<(&str, u64)> = refusals
            .iter()
            .map(|refusal| (refusal.call.as_str(), refusal.times))
            .collect();
        assert_eq!(seen, [("socket", 2), ("kill", 1)]);
    }

    #[test]
    fn a_program_that_tries_for_ever_fills_no_memory() {
        let mut refusals = Vec::new();
        for number in 0..1000 {
            Refusal::count(&mut refusals, Layer::Files, Deed::File, "openat", Some(format!("/{number}")));
        }
        assert_eq!(refusals.len(), 64);
    }
}
