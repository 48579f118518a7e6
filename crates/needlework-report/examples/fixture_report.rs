//! Writes the test fixture as `report.html` (or to the path given), for looking at the page.
//!
//! The numbers are made up; a real report comes from `needlework simulate`.

#[path = "../tests/fixture/mod.rs"]
mod fixture;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "report.html".to_owned());
    let html = needlework_report::report::render(&fixture::model())?;
    std::fs::write(&path, &html)?;
    println!("{path}: {} bytes", html.len());
    Ok(())
}
