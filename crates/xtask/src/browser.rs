//! The report in a real browser: it must load without a network and without a message on the console, show no serious
//! barrier to people who cannot see or point well, and print on A4.

use super::steps::{root, run};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Names under which Chromium is installed.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// axe-core, once npm has installed it.
const AXE: &str = "target/browser/node_modules/axe-core/axe.min.js";
/// A page with two serious barriers, to see that the check finds them.
const BARRIERS: &str = "<!DOCTYPE html><html><head><title>t</title></head><body><main><h1>t</h1><img src=\"data:,\">\
                        </main></body></html>";

/// A browser that can be asked.
pub struct Browser {
    program: &'static str,
    axe: Option<String>,
}

impl Browser {
    /// Chromium and axe-core. What is missing is left out with a remark, except under continuous integration (`CI` set),
    /// where nothing may be left out.
    pub fn find() -> Result<Option<Self>, String> {
        let must = std::env::var_os("CI").is_some();
        let Some(program) = BROWSERS.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok())
        else {
            if must {
                return Err("Chromium is not installed".to_owned());
            }
            println!("  LEFT OUT: Chromium is not installed");
            return Ok(None);
        };
        let browser = Self { program, axe: axe(must)? };
        browser.test_the_test()?;
        Ok(Some(browser))
    }

    /// Opens a report in every way in which it must hold.
    pub fn check(&self, report: &Path) -> Result<(), String> {
        println!("\n▸ {} in a browser", report.display());
        self.loads(report)?;
        for (theme, width) in [("light", 1280), ("dark", 400)] {
            self.has_no_barriers(report, theme, width)?;
        }
        self.prints(report)
    }

    fn loads(&self, report: &Path) -> Result<(), String> {
        let output = self.open(report, &["--enable-logging=stderr", "--log-level=0", "--dump-dom"])?;
        let page = String::from_utf8_lossy(&output.stdout);
        let messages = String::from_utf8_lossy(&output.stderr);
        if let Some(line) = messages.lines().find(|line| line.contains("CONSOLE")) {
            return Err(format!("the report writes to the console: {line}"));
        }
        for part in ["Provenance", "<svg", "not a medical device"] {
            if !page.contains(part) {
                return Err(format!("the page that {} shows has no {part:?}", self.program));
            }
        }
        println!("  loaded, {} kB, nothing on the console", page.len() / 1000);
        Ok(())
    }

    fn has_no_barriers(&self, report: &Path, theme: &str, width: u32) -> Result<(), String> {
        let Some(axe) = &self.axe else { return Ok(()) };
        let page = std::fs::read_to_string(report).map_err(|error| format!("{}: {error}", report.display()))?;
        let findings = self.barriers(&page, axe, theme, width)?;
        if let Some(serious) = findings.iter().find(|finding| finding.is_serious()) {
            return Err(format!("{} ({theme}, {width} pixels): {}", report.display(), serious.text));
        }
        println!("  axe-core, {theme}, {width} pixels wide: {} findings, none serious", findings.len());
        Ok(())
    }

    /// What axe-core finds in a page. The check runs in a copy without the page's content policy, which would refuse it.
    fn barriers(&self, page: &str, axe: &str, theme: &str, width: u32) -> Result<Vec<Finding>, String> {
        const REPORT: &str = "axe.run(document,{resultTypes:['violations']}).then(r=>{const p=document.createElement('pre');\
            p.id='axe-result';p.textContent=r.violations.map(v=>[v.impact,v.id,v.help,v.nodes.length,\
            v.nodes[0].target.join(' ')].join('\\t')).join('\\n');document.body.append(p)})";
        let without_policy = match page.split_once("<meta http-equiv=\"Content-Security-Policy\"") {
            Some((before, after)) => {
                format!("{before}{}", after.split_once('>').map_or("", |(_, rest)| rest))
            }
            None => page.to_owned(),
        };
        let copy = without_policy.replacen("<html", &format!("<html data-theme=\"{theme}\""), 1).replacen(
            "</body>",
            &format!("<script>{axe}</script><script>{REPORT}</script></body>"),
            1,
        );
        let path = root().join("target/browser/page.html");
        std::fs::write(&path, copy).map_err(|error| format!("{}: {error}", path.display()))?;
        let size = format!("--window-size={width},1000");
        let output = self.open(&path, &[&size, "--virtual-time-budget=120000", "--dump-dom"])?;
        let shown = String::from_utf8_lossy(&output.stdout);
        let result = shown.split_once("<pre id=\"axe-result\">").and_then(|(_, rest)| rest.split_once("</pre>"));
        let (lines, _) = result.ok_or("axe-core did not finish")?;
        Ok(lines.lines().map(|line| Finding { text: line.replace('\t', " ") }).collect())
    }

    /// A check that finds nothing anywhere would prove nothing.
    fn test_the_test(&self) -> Result<(), String> {
        let Some(axe) = &self.axe else { return Ok(()) };
        let found = self.barriers(BARRIERS, axe, "light", 1280)?;
        let seen = |id: &str| found.iter().any(|finding| finding.is_serious() && finding.text.contains(id));
        if seen("image-alt") && seen("html-has-lang") {
            Ok(())
        } else {
            Err("axe-core does not see the barriers of a page made to have them".to_owned())
        }
    }

    fn prints(&self, report: &Path) -> Result<(), String> {
        let pdf = root().join("target/browser/report.pdf");
        // A leftover must not stand in for a page that was not printed.
        let _ = std::fs::remove_file(&pdf);
        self.open(report, &["--no-pdf-header-footer", &format!("--print-to-pdf={}", pdf.display())])?;
        let bytes = std::fs::read(&pdf).map_err(|error| format!("{}: {error}", pdf.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        let pages = text.matches("/Type /Page\n").count();
        let boxes = text.matches("/MediaBox [0 0 ").count();
        let a4 = ["/MediaBox [0 0 594.95996 841.91998]", "/MediaBox [0 0 595 842]", "/MediaBox [0 0 595.91998 842.88]"];
        let fitting: usize = a4.iter().map(|size| text.matches(size).count()).sum();
        if pages == 0 || fitting < boxes {
            return Err(format!("{}: {fitting} of {pages} printed pages are A4", report.display()));
        }
        println!("  prints on {pages} A4 pages");
        Ok(())
    }

    fn open(&self, page: &Path, arguments: &[&str]) -> Result<Output, String> {
        let profile = root().join("target/browser/profile");
        Command::new(self.program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(arguments)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg(format!("file://{}", page.display()))
            .output()
            .map_err(|error| format!("{}: {error}", self.program))
    }
}

/// One line of axe-core: impact, rule, meaning, how often, where first.
struct Finding {
    text: String,
}

impl Finding {
    fn is_serious(&self) -> bool {
        self.text.starts_with("serious") || self.text.starts_with("critical")
    }
}

/// The script of axe-core, in the version of the lock file beside `browser/package.json`.
fn axe(must: bool) -> Result<Option<String>, String> {
    let place = root().join("target/browser");
    std::fs::create_dir_all(&place).map_err(|error| format!("{}: {error}", place.display()))?;
    let script: PathBuf = root().join(AXE);
    if !script.exists() {
        for file in ["package.json", "package-lock.json"] {
            std::fs::copy(root().join("crates/xtask/browser").join(file), place.join(file))
                .map_err(|error| format!("{file}: {error}"))?;
        }
        let prefix = place.to_string_lossy().into_owned();
        let done =
            run("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", &prefix], &[]);
        if let (Err(error), false) = (&done, must) {
            println!("  LEFT OUT: axe-core could not be installed: {error}");
            return Ok(None);
        }
        done?;
    }
    std::fs::read_to_string(&script).map(Some).map_err(|error| format!("{}: {error}", script.display()))
}
