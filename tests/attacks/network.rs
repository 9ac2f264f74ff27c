//! Attacks that want to talk to someone: the test on this very machine, never anyone farther away.

use std::io;
use std::net::{TcpStream, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixStream};

use super::system::{self, address, call};
use super::{Attacks, Outcome, Stage};

pub const ATTACKS: Attacks = &[
    ("network-tcp", tcp),
    ("network-udp", udp),
    ("network-unix", unix),
    ("network-unix-abstract", unix_abstract),
    ("network-datagram-pair", datagram_pair),
    ("network-netlink", |_| socket(16, 3)),
    ("network-vsock", |_| socket(40, 1)),
    ("network-io-uring", io_uring),
    #[cfg(target_arch = "x86_64")]
    ("network-int80", int80),
];

fn port(stage: &Stage) -> io::Result<u16> {
    stage.number("port")?.try_into().map_err(io::Error::other)
}

/// A connection to the test's listener.
fn tcp(stage: &Stage) -> Outcome {
    let stream = TcpStream::connect(("127.0.0.1", port(stage)?))?;
    Ok(format!("connected to {}", stream.peer_addr()?))
}

/// A datagram to the test.
fn udp(stage: &Stage) -> Outcome {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    let sent = socket.send_to(b"labels", ("127.0.0.1", port(stage)?))?;
    Ok(format!("{sent} bytes sent"))
}

/// A connection by the name of a file.
fn unix(stage: &Stage) -> Outcome {
    UnixStream::connect(stage.path("socket"))?;
    Ok("connected".to_owned())
}

/// A connection by a name that is no file's.
fn unix_abstract(stage: &Stage) -> Outcome {
    let name = stage.folder.file_name().unwrap_or_default();
    UnixStream::connect_addr(&SocketAddr::from_abstract_name(name.as_bytes())?)?;
    Ok("connected".to_owned())
}

/// One of a pair of sockets, which asks nobody and can send to any other by its name.
fn datagram_pair(stage: &Stage) -> Outcome {
    const UNIX: u16 = 1;
    const DATAGRAM: usize = 2;
    let mut ends = [0_i32; 2];
    call(system::SOCKETPAIR, &[usize::from(UNIX), DATAGRAM, 0, address(&raw mut ends)])?;
    let mut name = UNIX.to_ne_bytes().to_vec();
    name.extend(stage.path("datagram").as_os_str().as_bytes());
    name.push(0);
    let message = b"labels";
    let arguments = [
        ends[0] as usize,
        address(message.as_ptr()),
        message.len(),
        0,
        address(name.as_ptr()),
        name.len(),
    ];
    let sent = call(system::SENDTO, &arguments)?;
    Ok(format!("{sent} bytes sent"))
}

/// A socket of another kind: to the kernel itself, or to the host of a virtual machine. Nothing is sent through it.
fn socket(family: usize, kind: usize) -> Outcome {
    call(system::SOCKET, &[family, kind])?;
    Ok("a socket was made".to_owned())
}

/// A queue through which the kernel does what it is asked without a system call for each.
fn io_uring(_stage: &Stage) -> Outcome {
    const ENTRIES: usize = 4;
    let mut parameters = [0_u32; 30];
    call(system::IO_URING_SETUP, &[ENTRIES, address(&raw mut parameters)])?;
    Ok("a queue was made".to_owned())
}

/// The call numbers of another architecture, to which a filter may be blind.
#[cfg(target_arch = "x86_64")]
fn int80(_stage: &Stage) -> Outcome {
    const SOCKET: i32 = 359;
    const INTERNET: u64 = 2;
    const DATAGRAM: u32 = 2;
    let mut returned = SOCKET;
    // SAFETY: the kernel takes numbers only, and the register that may not be named is put back. It may clear r8 to r11.
    unsafe {
        std::arch::asm!(
            "xchg rbx, {family}", "int 0x80", "xchg rbx, {family}",
            family = inout(reg) INTERNET => _, inout("eax") returned, in("ecx") DATAGRAM, in("edx") 0,
            out("r8") _, out("r9") _, out("r10") _, out("r11") _,
        );
    }
    if returned < 0 {
        return Err(io::Error::from_raw_os_error(-returned));
    }
    Ok(format!("a socket was made, number {returned}"))
}
