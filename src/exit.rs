//! The documented exit codes.

/// What mlings tells the shell when it ends. The README's table lists the same codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitCode {
    /// The solution passed, or the command did what it was asked.
    Success,
    /// Not passed: the learner's turn.
    NotPassed,
    /// The command line, a name or a file given to it is wrong.
    Usage,
    /// Something outside mlings is missing; the message says what and how to get it.
    Environment,
    /// Our own fault, never the learner's.
    GraderFault,
    /// Ctrl-C.
    Interrupted,
}

impl ExitCode {
    /// The number the shell sees.
    pub fn number(self) -> u8 {
        match self {
            ExitCode::Success => 0,
            ExitCode::NotPassed => 1,
            ExitCode::Usage => 2,
            ExitCode::Environment => 3,
            ExitCode::GraderFault => 4,
            ExitCode::Interrupted => 130,
        }
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(exit_code: ExitCode) -> Self {
        exit_code.number().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_the_documented_ones() {
        use ExitCode::*;
        let numbers = [Success, NotPassed, Usage, Environment, GraderFault, Interrupted].map(ExitCode::number);
        assert_eq!(numbers, [0, 1, 2, 3, 4, 130]);
    }
}
