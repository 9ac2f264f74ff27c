//! A pipe of the program, open until its end was read.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};

use super::output::Captured;

/// The pipe, and what it has brought.
pub struct Stream {
    pipe: Option<Box<dyn Pipe>>,
    pub captured: Captured,
}

trait Pipe: Read + AsFd {}
impl<T: Read + AsFd> Pipe for T {}

impl Stream {
    pub fn of(pipe: impl Read + AsFd + 'static) -> Self {
        Stream {
            pipe: Some(Box::new(pipe)),
            captured: Captured::default(),
        }
    }

    /// To be waited on; none once the end was read.
    pub fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.pipe.as_ref().map(|pipe| pipe.as_fd())
    }

    /// Reads once, which does not block where there is something to read.
    pub fn read(&mut self) {
        let Some(pipe) = &mut self.pipe else { return };
        let mut buffer = [0; 16 << 10];
        match pipe.read(&mut buffer) {
            Ok(0) => self.pipe = None,
            Ok(count) => self.captured.take(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => self.pipe = None,
        }
    }
}
