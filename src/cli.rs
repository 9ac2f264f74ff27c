//! The command line: clap derive structs only.
