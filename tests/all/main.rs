//! Everything that needs the mlings binary, in one test program: it links once.

mod compile;
mod sandbox;
