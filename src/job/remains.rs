//! What runs that were killed have left in the temporary folder.

use std::fs;
use std::process;
use std::sync::Once;

const PREFIX: &str = "mlings-job-";

/// What the names of this process's job directories begin with.
pub fn prefix() -> String {
    format!("{PREFIX}{}-", process::id())
}

/// Removes the job directories of processes that are no more; looked for once a process.
pub fn remove_once() {
    static LOOKED: Once = Once::new();
    LOOKED.call_once(|| {
        let entries = fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten();
        for entry in entries.filter(|entry| entry.file_name().to_str().and_then(owner).is_some_and(is_gone)) {
            // Another user's is not ours to remove, and another mlings may have removed it already.
            let _ = fs::remove_dir_all(entry.path());
        }
    });
}

/// The process that a job directory is of.
fn owner(name: &str) -> Option<i32> {
    name.strip_prefix(PREFIX)?.split_once('-')?.0.parse().ok()
}

#[cfg(unix)]
fn is_gone(process: i32) -> bool {
    let alive = |process| rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH);
    rustix::process::Pid::from_raw(process).is_some_and(|process| !alive(process))
}

#[cfg(not(unix))]
fn is_gone(_process: i32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_told_by_its_process_and_that_of_a_living_one_stays() {
        assert_eq!(owner("mlings-job-41-aB3"), Some(41));
        assert_eq!(owner("mlings-job-VO0Jer"), None);
        assert!(!is_gone(owner(&format!("{}x", prefix())).unwrap()));
    }
}
