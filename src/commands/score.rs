//! `mlings score`: any file of predictions, scored with any metric.

mod predictions;

use ndarray::Array1;

use super::Context;
use crate::cli::ScoreArguments;
use crate::error::Error;
use crate::exit::ExitCode;
use crate::report;
use crate::report::score::Score;

pub fn run(arguments: &ScoreArguments, context: &Context) -> Result<ExitCode, Error> {
    let scored = predictions::read(arguments.metric, &arguments.truth, &arguments.pred)?;
    let value = metrics::evaluate(arguments.metric, &scored.truth, &scored.prediction).map_err(|error| Error::Usage(error.to_string()))?;
    todo!()
}
