//! The socket between mlings and the helper: the spec goes in, what could be enforced comes out.
//!
//! The helper's end is its stdin, so that no other process can inherit it, and closes by itself when the helper becomes the
//! program: the end of the stream means that the program has started.

use std::io::{self, BufRead, BufReader, IoSlice, IoSliceMut, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, recvmsg, sendmsg,
};
use serde::{Deserialize, Serialize};

use crate::containment::{Containment, Level};
use crate::limits::Limits;
use crate::program::Program;

/// All that the helper is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Spec {
    /// mlings' own process: the helper ends where it is no longer its child.
    pub parent: u32,
    /// Where less can be enforced, the program is not started.
    pub least: Level,
    pub limits: Limits,
    /// None where only the level is asked for.
    pub program: Option<Program>,
}

/// What the helper answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Report {
    /// Everything is set up; the program starts next. A descriptor that tells of refused calls comes along where there is one.
    Ready(Containment),
    /// Too little could be enforced.
    TooWeak(Containment),
    /// It could not be set up or started.
    Failed(String),
}

/// mlings' end.
pub struct Channel {
    stream: UnixStream,
    received: Vec<u8>,
    listener: Option<OwnedFd>,
}

impl Channel {
    /// Both ends; the second one is for the helper's stdin.
    pub fn pair() -> io::Result<(Self, OwnedFd)> {
        let (ours, theirs) = UnixStream::pair()?;
        let channel = Channel {
            stream: ours,
            received: Vec::new(),
            listener: None,
        };
        Ok((channel, theirs.into()))
    }

    pub fn send(&mut self, spec: &Spec) -> io::Result<()> {
        let mut line = serde_json::to_vec(spec).map_err(io::Error::other)?;
        line.push(b'\n');
        self.stream.write_all(&line)
    }

    /// Takes what has arrived; false once the helper's end is closed.
    pub fn receive(&mut self) -> io::Result<bool> {
        let mut buffer = [0; 4096];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut ancillary = RecvAncillaryBuffer::new(&mut space);
        let into = &mut [IoSliceMut::new(&mut buffer)];
        let message = rustix::io::retry_on_intr(|| recvmsg(&self.stream, into, &mut ancillary, RecvFlags::empty()))?;
        for received in ancillary.drain() {
            if let RecvAncillaryMessage::ScmRights(descriptors) = received {
                self.listener = descriptors.into_iter().next();
                if let Some(listener) = &self.listener {
                    rustix::io::fcntl_setfd(listener, rustix::io::FdFlags::CLOEXEC)?;
                }
            }
        }
        self.received.extend_from_slice(&buffer[..message.bytes]);
        Ok(message.bytes > 0)
    }

    /// The reports that have arrived so far.
    pub fn reports(&self) -> Vec<Report> {
        let lines = self.received.split_inclusive(|byte| *byte == b'\n');
        lines.filter_map(|line| serde_json::from_slice(line).ok()).collect()
    }

    /// The descriptor that came with a report, once.
    pub fn take_listener(&mut self) -> Option<OwnedFd> {
        self.listener.take()
    }
}

impl AsFd for Channel {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}

/// The helper's end.
pub struct HelperEnd(UnixStream);

impl HelperEnd {
    /// Takes over stdin, which is closed for the program by that.
    pub fn from_stdin() -> io::Result<Self> {
        let channel = rustix::io::fcntl_dupfd_cloexec(io::stdin(), 3)?;
        let nothing = std::fs::File::open("/dev/null")?;
        rustix::stdio::dup2_stdin(&nothing)?;
        Ok(HelperEnd(UnixStream::from(channel)))
    }

    pub fn spec(&self) -> io::Result<Spec> {
        let mut line = String::new();
        BufReader::new(&self.0).read_line(&mut line)?;
        serde_json::from_str(&line).map_err(io::Error::other)
    }

    pub fn report(&self, report: &Report, descriptor: Option<BorrowedFd<'_>>) -> io::Result<()> {
        let mut line = serde_json::to_vec(report).map_err(io::Error::other)?;
        line.push(b'\n');
        let descriptors: Vec<BorrowedFd<'_>> = descriptor.into_iter().collect();
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut ancillary = SendAncillaryBuffer::new(&mut space);
        if !descriptors.is_empty() {
            ancillary.push(SendAncillaryMessage::ScmRights(&descriptors));
        }
        // Where mlings has gone, the signal of a broken pipe may end the helper: nobody is left to tell.
        sendmsg(&self.0, &[IoSlice::new(&line)], &mut ancillary, SendFlags::empty())?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::Layer;

    fn received(mut ours: Channel, theirs: HelperEnd) -> Channel {
        drop(theirs);
        while ours.receive().unwrap() {}
        ours
    }

    #[test]
    fn a_report_and_its_descriptor_arrive_and_the_end_is_seen() {
        let (ours, theirs) = Channel::pair().unwrap();
        let theirs = HelperEnd(UnixStream::from(theirs));
        let report = Report::Ready(Containment::without(&[Layer::Files]));
        theirs.report(&report, Some(io::stderr().as_fd())).unwrap();
        let mut ours = received(ours, theirs);
        assert_eq!(ours.reports(), [report]);
        assert!(ours.take_listener().is_some() && ours.take_listener().is_none());
    }

    #[test]
    fn reports_come_one_by_one() {
        let (ours, theirs) = Channel::pair().unwrap();
        let theirs = HelperEnd(UnixStream::from(theirs));
        let reports = [
            Report::Ready(Containment::full()),
            Report::Failed("no such file\nreally".to_owned()),
        ];
        for report in &reports {
            theirs.report(report, None).unwrap();
        }
        assert_eq!(received(ours, theirs).reports(), reports);
    }
}
