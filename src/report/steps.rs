//! Long steps: a spinner with the elapsed time on a terminal, plain lines elsewhere.

use std::any::Any;
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Format, Output};
use crate::workshop::Announcer;

/// Steps shorter than this leave no line behind.
const WORTH_SAYING: Duration = Duration::from_millis(700);

/// Tells the learner about slow steps, on stderr.
#[derive(Clone, Copy, Debug)]
pub enum Steps {
    /// A terminal: a spinner that goes away.
    Spinner,
    /// A pipe, a log, or a screen reader: a line when a step begins and one when it ends.
    Lines,
}

impl Steps {
    pub fn of(output: Output) -> Self {
        match output.format {
            Format::Rich if io::stderr().is_terminal() => Steps::Spinner,
            _ => Steps::Lines,
        }
    }
}

impl Announcer for Steps {
    fn start(&self, step: &str) -> Box<dyn Any> {
        match self {
            Steps::Spinner => Box::new(SpinnerStep::start(step)),
            Steps::Lines => Box::new(LineStep::start(step)),
        }
    }
}

struct SpinnerStep {
    bar: ProgressBar,
    step: String,
    started: Instant,
}

impl SpinnerStep {
    fn start(step: &str) -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}").expect("the template is well formed");
        let bar = ProgressBar::new_spinner().with_style(style).with_message(step.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        SpinnerStep {
            bar,
            step: step.to_owned(),
            started: Instant::now(),
        }
    }
}

impl Drop for SpinnerStep {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        if self.started.elapsed() >= WORTH_SAYING {
            say(&ended(&self.step, self.started.elapsed()));
        }
    }
}

struct LineStep {
    step: String,
    started: Instant,
    /// Dropping it tells the thread that the step has ended.
    running: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl LineStep {
    /// A step that ends soon is never announced: its lines would only be noise.
    fn start(step: &str) -> Self {
        let (running, ended) = channel();
        let announcement = format!("{step} …");
        let thread = std::thread::spawn(move || {
            if ended.recv_timeout(WORTH_SAYING) == Err(RecvTimeoutError::Timeout) {
                say(&announcement);
            }
        });
        LineStep {
            step: step.to_owned(),
            started: Instant::now(),
            running: Some(running),
            thread: Some(thread),
        }
    }
}

impl Drop for LineStep {
    fn drop(&mut self) {
        drop(self.running.take());
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            return;
        }
        if self.started.elapsed() >= WORTH_SAYING {
            say(&ended(&self.step, self.started.elapsed()));
        }
    }
}

fn ended(step: &str, elapsed: Duration) -> String {
    format!("{step}: {:.1} s", elapsed.as_secs_f64())
}

/// A step's line is a courtesy: a closed stderr must not end the command.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_step_says_how_long_it_took() {
        assert_eq!(
            ended("building ndarray", Duration::from_millis(4_440)),
            "building ndarray: 4.4 s"
        );
    }
}
