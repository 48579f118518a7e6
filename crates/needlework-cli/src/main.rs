//! The `needlework` command.
fn main() {}
