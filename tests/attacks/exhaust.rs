//! Attacks that use up what all share: memory, disk, descriptors, threads. Each stops at a cap, and gives all of it back.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::system::{self, address, call};
use super::{Attacks, Outcome, Stage};

pub const ATTACKS: Attacks = &[
    ("exhaust-private-memory", |stage| memory(stage, PRIVATE)),
    ("exhaust-shared-memory", |stage| memory(stage, SHARED)),
    ("exhaust-hidden-memory", |_| hidden_memory()),
    ("exhaust-spliced-memory", |_| spliced_memory()),
    ("exhaust-memfd", memfd),
    ("exhaust-pipes", pipes),
    ("exhaust-big-file", big_file),
    ("exhaust-output", output),
    ("exhaust-files", files),
    ("exhaust-descriptors", descriptors),
    ("exhaust-threads", threads),
];

const MIB: usize = 1 << 20;
const STEP: usize = 64 * MIB;
const PRIVATE: usize = 2;
const SHARED: usize = 1;

/// Four gigabytes, or what the test says is enough to prove that it works where nothing holds it.
fn goal(stage: &Stage) -> usize {
    stage.number("mebibytes").unwrap_or(4096)
}

/// One gigabyte of memory that is not counted as this program's: it is shared, and kept without being mapped.
fn hidden_memory() -> Outcome {
    const FORGET: usize = 4;
    let mut pieces = Vec::new();
    for _ in 0..1024 / (STEP / MIB) {
        let start = touched(SHARED)?;
        call(system::MADVISE, &[start, STEP, FORGET])?;
        pieces.push(start);
    }
    // SAFETY: these pages were mapped above, and stay so.
    let is_kept = |start: &usize| unsafe { (*start as *const u8).read_volatile() == 1 };
    Ok(format!(
        "{} of 16 pieces of 64 MiB are kept",
        pieces.iter().filter(|start| is_kept(start)).count()
    ))
}

/// One gigabyte of memory that no process has: each pipe keeps sixteen huge pages alive, whose owner has let go of them.
fn spliced_memory() -> Outcome {
    const PIPES: usize = 32;
    let mut held = Vec::new();
    for _ in 0..PIPES {
        let mut ends = [0_i32; 2];
        call(system::PIPE2, &[address(&raw mut ends)])?;
        // SAFETY: the call has just made these descriptors, which nothing else owns.
        held.push(ends.map(|end| unsafe { OwnedFd::from_raw_fd(end) }));
        (0..16).try_for_each(|_| splice_huge_page(ends[1] as usize))?;
    }
    Ok(format!(
        "{} pages of 2 MiB, where the machine has such, in {PIPES} pipes",
        held.len() * 16
    ))
}

/// Puts the beginning of a huge page into a pipe, and unmaps the page.
fn splice_huge_page(pipe: usize) -> io::Result<()> {
    const HUGE: usize = 2 * MIB;
    const HUGE_PAGE: usize = 14;
    let start = mapped(PRIVATE, 2 * HUGE)?;
    let page = start.next_multiple_of(HUGE);
    // Where it is refused, pages are small, and the rest of the attack is tried all the same.
    let _ = call(system::MADVISE, &[page, HUGE, HUGE_PAGE]);
    // SAFETY: this page was mapped above for this program to write.
    unsafe { (page as *mut u8).write_volatile(1) };
    let piece = [page, 4096];
    call(system::VMSPLICE, &[pipe, address(&raw const piece), 1])?;
    call(system::MUNMAP, &[start, 2 * HUGE])?;
    Ok(())
}

/// Four gigabytes of memory, each page touched.
fn memory(stage: &Stage, kind: usize) -> Outcome {
    let goal = goal(stage);
    for _ in (0..goal * MIB).step_by(STEP) {
        touched(kind)?;
    }
    Ok(format!("{goal} MiB of memory"))
}

/// New memory, each page of it written to.
fn touched(kind: usize) -> io::Result<usize> {
    let start = mapped(kind, STEP)?;
    for page in (start..start + STEP).step_by(4096) {
        // SAFETY: this page was mapped above for this program to write.
        unsafe { (page as *mut u8).write_volatile(1) };
    }
    Ok(start)
}

fn mapped(kind: usize, length: usize) -> io::Result<usize> {
    const READ_AND_WRITE: usize = 3;
    const ANONYMOUS: usize = 0x20;
    call(system::MMAP, &[0, length, READ_AND_WRITE, kind | ANONYMOUS, usize::MAX, 0])
}

/// Four gigabytes in a file that lies in memory only.
fn memfd(stage: &Stage) -> Outcome {
    let descriptor = call(system::MEMFD_CREATE, &[address(c"attack".as_ptr())])?;
    // SAFETY: the call has just made this descriptor, which nothing else owns.
    let mut file = unsafe { File::from_raw_fd(descriptor as i32) };
    let goal = goal(stage);
    fill(&mut file, goal)?;
    Ok(format!("{goal} MiB in a file in memory"))
}

fn fill(file: &mut impl Write, mebibytes: usize) -> io::Result<()> {
    let piece = vec![b'x'; MIB];
    (0..mebibytes).try_for_each(|_| file.write_all(&piece))
}

/// Kernel memory in pipes that nobody reads: 32 MiB are more than 256 descriptors hold unless pipes are enlarged.
fn pipes(_stage: &Stage) -> Outcome {
    let (mut held, mut bytes) = (Vec::new(), 0);
    while bytes < 32 * MIB {
        let (pipe, filled) = full_pipe()?;
        held.push(pipe);
        bytes += filled;
    }
    Ok(format!("{bytes} bytes in {} pipes", held.len()))
}

/// A pipe as large as may be, filled.
fn full_pipe() -> io::Result<([File; 2], usize)> {
    const NON_BLOCKING: usize = 0o4000;
    const SET_SIZE: usize = 1031;
    let mut ends = [0_i32; 2];
    call(system::PIPE2, &[address(&raw mut ends), NON_BLOCKING])?;
    // SAFETY: the call has just made these descriptors, which nothing else owns.
    let mut ends = ends.map(|end| unsafe { File::from_raw_fd(end) });
    // A refusal leaves the usual size.
    let _ = call(system::FCNTL, &[ends[1].as_raw_fd() as usize, SET_SIZE, MIB]);
    let (piece, mut bytes) = ([0; 4096], 0);
    while let Ok(written) = ends[1].write(&piece) {
        bytes += written;
    }
    Ok((ends, bytes))
}

/// One gigabyte in one file: the answers where there are some, which may be written.
fn big_file(stage: &Stage) -> Outcome {
    let path = stage.answers.clone().unwrap_or_else(|| stage.path("big"));
    let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(&path)?;
    let filled = fill(&mut file, 1024);
    // Given back before anyone misses the room.
    file.set_len(0)?;
    filled?;
    Ok(format!("1024 MiB in {}", path.display()))
}

/// One gigabyte printed. Whoever reads it may not see the end, so success is told to stderr as well.
fn output(_stage: &Stage) -> Outcome {
    fill(&mut io::stdout().lock(), 1024)?;
    eprintln!("SUCCEEDED: 1024 MiB printed");
    Ok("1024 MiB printed".to_owned())
}

/// Five thousand files, here or on the stage.
fn files(stage: &Stage) -> Outcome {
    many_files(PathBuf::from("many")).or_else(|_| many_files(stage.path("many")))
}

fn many_files(folder: PathBuf) -> Outcome {
    fs::create_dir(&folder)?;
    let made = (0..5000).try_for_each(|number| fs::write(folder.join(number.to_string()), ""));
    fs::remove_dir_all(&folder)?;
    made?;
    Ok(format!("5000 files in {}", folder.display()))
}

/// Five thousand open files.
fn descriptors(_stage: &Stage) -> Outcome {
    raise_descriptor_limit()?;
    let open: io::Result<Vec<OwnedFd>> = (0..5000).map(|_| Ok(File::open("/dev/null")?.into())).collect();
    Ok(format!("{} files open at once", open?.len()))
}

/// As far as is allowed.
fn raise_descriptor_limit() -> io::Result<()> {
    const DESCRIPTORS: usize = 7;
    let mut limit = [0_u64; 2];
    call(system::PRLIMIT, &[0, DESCRIPTORS, 0, address(&raw mut limit)])?;
    limit[0] = limit[1];
    call(system::PRLIMIT, &[0, DESCRIPTORS, address(&raw const limit)])?;
    Ok(())
}

/// Two thousand threads at once, for long enough to be noticed.
fn threads(_stage: &Stage) -> Outcome {
    let is_over = Arc::new(AtomicBool::new(false));
    let started: io::Result<Vec<JoinHandle<()>>> = (0..2000).map(|_| idle_thread(&is_over)).collect();
    std::thread::sleep(Duration::from_millis(250));
    is_over.store(true, Ordering::Relaxed);
    Ok(format!("{} threads at once", started?.len()))
}

fn idle_thread(is_over: &Arc<AtomicBool>) -> io::Result<JoinHandle<()>> {
    let is_over = Arc::clone(is_over);
    Builder::new().stack_size(16 << 10).spawn(move || {
        while !is_over.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(100));
        }
    })
}
