//! Linux: everything a helper gives up before it becomes a program, in an order in which each step still can be taken.

mod files;
pub mod reaper;
mod system_calls;

use std::io;

use rustix::process::Signal;
use rustix::thread::{CapabilitySet, CapabilitySets};

use super::confined::Confined;
use super::{resources, session};
use crate::containment::Containment;
use crate::layer::Layer;
use crate::limits::Limits;
use crate::program::Program;

use system_calls::Refusing;

/// Contains this process for good. What the kernel does not offer is listed as missing; what fails although it is offered is an error.
pub fn confine(program: &Program, limits: &Limits, parent: u32) -> io::Result<Confined> {
    close_on_exec()?;
    // A build stays in the group of its reaper, which ends all of it.
    if !program.access.processes {
        session::leave_terminal()?;
    }
    die_with(parent)?;
    session::reset_signals();
    drop_privileges()?;
    rustix::process::chdir(&program.working_directory)?;
    let has_files = files::restrict(program)?;
    resources::limit(limits)?;
    let refusing = system_calls::refuse(&program.access)?;
    let has_calls = !matches!(refusing, Refusing::Nothing);
    let layers = [(Layer::Files, has_files), (Layer::SystemCalls, has_calls)];
    Ok(Confined {
        containment: Containment {
            missing: layers.into_iter().filter(|(_, has)| !has).map(|(layer, _)| layer).collect(),
        },
        listener: match refusing {
            Refusing::Through(listener) => Some(listener),
            Refusing::Nothing | Refusing::Silently => None,
        },
    })
}

/// On Linux a program is started as it is.
pub fn wrapped(program: Program) -> Program {
    program
}

/// Whatever else mlings has open does not reach the program.
fn close_on_exec() -> io::Result<()> {
    const FIRST: libc::c_uint = 3;
    // SAFETY: close_range only marks descriptors here; it touches no memory and closes nothing before exec.
    let done = unsafe { libc::syscall(libc::SYS_close_range, FIRST, libc::c_uint::MAX, libc::CLOSE_RANGE_CLOEXEC) };
    match io::Error::last_os_error() {
        _ if done == 0 => Ok(()),
        // Kernels before 5.11 know no such flag; std opens everything close-on-exec anyway.
        error if matches!(error.raw_os_error(), Some(libc::ENOSYS | libc::EINVAL)) => Ok(()),
        error => Err(error),
    }
}

/// The kernel kills this process when its parent ends, however it ends.
fn die_with(parent: u32) -> io::Result<()> {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    // The parent may have ended before the request was made.
    let is_orphan = rustix::process::getppid().is_none_or(|pid| pid.as_raw_nonzero().get().unsigned_abs() != parent);
    if is_orphan {
        Err(io::Error::other("mlings has ended"))
    } else {
        Ok(())
    }
}

/// Root keeps its number and loses its powers; nobody gains any by running a privileged file.
fn drop_privileges() -> io::Result<()> {
    rustix::thread::set_no_new_privs(true)?;
    // Only the privileged may shrink the bounding set, and only they need to.
    for capability in CapabilitySet::all().iter() {
        let _ = rustix::thread::remove_capability_from_bounding_set(capability);
    }
    let none = CapabilitySets {
        effective: CapabilitySet::empty(),
        permitted: CapabilitySet::empty(),
        inheritable: CapabilitySet::empty(),
    };
    // Some kernels know no ambient set; without permitted capabilities it is empty.
    let _ = rustix::thread::clear_ambient_capability_set();
    rustix::thread::set_capabilities(None, none)?;
    Ok(())
}
