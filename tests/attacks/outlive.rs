//! Attacks that want to run on: after the program's end, after its time, or many at once.

use std::time::{Duration, Instant};

use super::system::{self, SIGCONT, SIGKILL, SIGSTOP, address, call, child};
use super::{Attacks, Outcome, Stage};

pub const ATTACKS: Attacks = &[
    ("outlive-fork", fork),
    ("outlive-daemon", daemon),
    ("outlive-clear-death-signal", clear_death_signal),
    ("outlive-stop", stop),
    ("outlive-loop", endless_loop),
    ("outlive-sleep", sleep),
    ("outlive-fork-bomb", fork_bomb),
];

/// How long what was left behind stays: longer than the tests look for it.
const STAY: Duration = Duration::from_secs(60);

/// Far longer than the tests let a contained program run on the busiest machine, or what the test says is enough to prove that it
/// works where nothing ends it.
fn long(stage: &Stage) -> Duration {
    Duration::from_secs(stage.number("seconds").unwrap_or(60) as u64)
}

/// Leaves a child behind.
fn fork(_stage: &Stage) -> Outcome {
    let child = child(0, || std::thread::sleep(STAY))?;
    Ok(format!("process {child} stays"))
}

/// Leaves a grandchild behind, in a session of its own, whose parent is gone.
fn daemon(_stage: &Stage) -> Outcome {
    let first = child(0, || {
        let _ = call(system::SETSID, &[]);
        let _ = child(0, || std::thread::sleep(STAY));
    })?;
    call(system::WAIT4, &[first])?;
    Ok("a daemon stays".to_owned())
}

/// Asks not to be killed with mlings.
fn clear_death_signal(_stage: &Stage) -> Outcome {
    const SET_DEATH_SIGNAL: usize = 1;
    call(system::PRCTL, &[SET_DEATH_SIGNAL, 0])?;
    Ok("it would live on without mlings".to_owned())
}

/// Stops itself, so that it uses no processor time and hears nothing. A timer wakes it.
fn stop(stage: &Stage) -> Outcome {
    // Where it could not be woken, it does not go to sleep.
    wake_after(long(stage))?;
    call(system::KILL, &[std::process::id() as usize, SIGSTOP])?;
    Ok(format!("stopped and woken after {:?}", long(stage)))
}

fn wake_after(time: Duration) -> std::io::Result<()> {
    const MONOTONIC: usize = 1;
    // The structure names what comes along, the signal, and that a signal it shall be.
    let mut event = [0_i32; 16];
    event[2] = SIGCONT as i32;
    let mut timer = 0_i32;
    call(
        system::TIMER_CREATE,
        &[MONOTONIC, address(&raw const event), address(&raw mut timer)],
    )?;
    let once = [0, 0, time.as_secs(), u64::from(time.subsec_nanos())];
    call(system::TIMER_SETTIME, &[timer as usize, 0, address(&raw const once)])?;
    Ok(())
}

/// Computes without end, deaf to the warning that its time is up.
fn endless_loop(stage: &Stage) -> Outcome {
    system::ignore_cpu_warning();
    let time = long(stage);
    while processor_time()? < time {
        std::hint::spin_loop();
    }
    Ok(format!("computed for {time:?}"))
}

/// What this process has used: on a busy machine that is less than what has gone by.
fn processor_time() -> std::io::Result<Duration> {
    const OF_PROCESS: usize = 2;
    let mut time = [0_u64; 2];
    call(system::CLOCK_GETTIME, &[OF_PROCESS, address(time.as_mut_ptr())])?;
    Ok(Duration::new(time[0], time[1] as u32))
}

/// Waits without using any time.
fn sleep(stage: &Stage) -> Outcome {
    std::thread::sleep(long(stage));
    Ok(format!("slept for {:?}", long(stage)))
}

/// Multiplies, two hundred times at most. All of them end with this program.
fn fork_bomb(_stage: &Stage) -> Outcome {
    let mut children = Vec::new();
    let refusal = (0..200).find_map(|_| match child(0, || std::thread::sleep(STAY)) {
        Ok(child) => {
            children.push(child);
            None
        }
        Err(error) => Some(error),
    });
    for child in &children {
        let _ = call(system::KILL, &[*child, SIGKILL]);
        let _ = call(system::WAIT4, &[*child]);
    }
    match refusal {
        Some(error) if children.is_empty() => Err(error),
        _ => Ok(format!("{} children at once", children.len())),
    }
}
