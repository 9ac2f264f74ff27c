//! What a process uses, as `/proc` tells it.

use std::time::Duration;

use rustix::process::Pid;

/// Nothing is known of it where the system has no such files.
#[derive(Debug, PartialEq, Eq)]
pub struct Usage {
    pub cpu: Duration,
    pub threads: u64,
    pub resident_bytes: u64,
}

impl Usage {
    pub fn of(process: Pid) -> Option<Self> {
        let path = format!("/proc/{}/stat", process.as_raw_nonzero());
        Usage::parse(&std::fs::read_to_string(path).ok()?)
    }

    /// Fields are counted after the program's name, which may itself hold spaces and brackets.
    fn parse(stat: &str) -> Option<Self> {
        const USER: usize = 11;
        const SYSTEM: usize = 12;
        const THREADS: usize = 17;
        const RESIDENT_PAGES: usize = 21;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let field = |place: usize| fields.get(place)?.parse::<u64>().ok();
        // User and system time of itself, then of those it has waited for.
        let ticks = [USER, SYSTEM, USER + 2, SYSTEM + 2]
            .into_iter()
            .filter_map(field)
            .sum::<u64>();
        Some(Usage {
            cpu: Duration::from_millis(ticks * 1000 / rustix::param::clock_ticks_per_second().max(1)),
            threads: field(THREADS)?,
            resident_bytes: field(RESIDENT_PAGES)? * rustix::param::page_size() as u64,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_is_read_after_a_name_with_spaces_and_brackets() {
        let usage = Usage::parse("17 (a) b (c)) S 1 17 17 0 -1 4194560 100 0 0 0 250 50 7 3 20 0 4 0 1 1 25 9 9").unwrap();
        let ticks = rustix::param::clock_ticks_per_second();
        assert_eq!(usage.cpu, Duration::from_millis(310 * 1000 / ticks));
        assert_eq!(usage.threads, 4);
        assert_eq!(usage.resident_bytes, 25 * rustix::param::page_size() as u64);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_very_process_has_threads_and_memory() {
        let usage = Usage::of(rustix::process::getpid()).unwrap();
        assert!(usage.threads >= 1 && usage.resident_bytes > 100_000, "{usage:?}");
    }
}
