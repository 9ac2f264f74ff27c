//! One file per subcommand; each reads as the data path.
