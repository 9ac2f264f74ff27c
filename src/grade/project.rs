//! Grades a project's predictions: contract, checks, metric, three-way verdict, detectors.
