//! What scripts and shells rely on: exit codes, streams, pipes, colours, files left alone.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

fn needlework(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_needlework"));
    command.args(arguments).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).env_remove("NO_COLOR");
    command
}

fn run(arguments: &[&str]) -> Output {
    needlework(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// An empty directory, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("needlework-cli-{}-{number}", std::process::id()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

#[test]
fn init_writes_a_study_that_check_accepts_and_never_overwrites() {
    let scratch = Scratch::new();
    let path = scratch.path("mine.toml");
    assert_eq!(run(&["init", &path]).status.code(), Some(0));
    let written = std::fs::read_to_string(&path).unwrap();
    let checked = run(&["check", &path]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stderr));
    assert!(!text(&checked.stderr).contains("warning"));
    std::fs::write(&path, "precious").unwrap();
    let again = run(&["init", &path]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("NW0601"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious");
    assert!(written.contains("format = 1"));
    let nowhere = run(&["init", &scratch.path("no/such/folder/mine.toml")]);
    assert_eq!(nowhere.status.code(), Some(1));
}

#[test]
fn the_commented_lines_of_the_starter_are_right_too() {
    let scratch = Scratch::new();
    let path = scratch.path("all.toml");
    let starter = include_str!("../src/command/starter.toml");
    // Lines such as "# key = value" and "# [[topical]]" are switched on; prose stays a comment.
    let on: Vec<String> = starter
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest)
                if rest.starts_with("[[") || rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' ')) =>
            {
                rest.to_owned()
            }
            _ => line.to_owned(),
        })
        .collect();
    assert!(on.iter().filter(|line| !line.starts_with('#')).count() > 25);
    std::fs::write(&path, on.join("\n")).unwrap();
    let checked = run(&["check", &path]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stderr));
}

#[test]
fn data_and_messages_go_to_their_own_streams() {
    let good = run(&["check", "examples/acne-scars.toml"]);
    assert!(text(&good.stdout).contains("192 × 1.5 mm") && !text(&good.stderr).contains("192"));
    let quiet = run(&["check", "--quiet", "examples/acne-scars.toml"]);
    assert!(quiet.stderr.is_empty() && quiet.stdout == good.stdout);
    let bad = run(&["check", "examples/bad/misspelt-key.toml"]);
    assert!(bad.stdout.is_empty() && text(&bad.stderr).contains("did you mean phototype?"));
    assert_eq!(bad.status.code(), Some(2));
}

#[test]
fn json_is_json_whether_it_goes_well_or_not() {
    let good: serde_json::Value =
        serde_json::from_slice(&run(&["check", "--json", "examples/acne-scars.toml"]).stdout).unwrap();
    assert_eq!(good["study"]["zones"][0]["name"], "cheek");
    assert_eq!(good["study_sha256"].as_str().unwrap().len(), 64);
    assert!(good["rows"].as_array().unwrap().len() > 30);
    let bad = run(&["check", "--json", "examples/bad/wrong-unit.toml"]);
    let found: serde_json::Value = serde_json::from_slice(&bad.stderr).unwrap();
    assert_eq!(found["diagnostics"][0]["code"], "NW0105");
    assert!(found["diagnostics"][0]["line"].as_u64().unwrap() > 3);
}

#[test]
fn mistakes_in_the_arguments_are_json_too() {
    for arguments in [&["simulate", "--json", "--threads", "0", "x.toml"][..], &["--json", "simulat"]] {
        let bad = run(arguments);
        assert_eq!(bad.status.code(), Some(2));
        let found: serde_json::Value = serde_json::from_slice(&bad.stderr).unwrap();
        assert_eq!(found["diagnostics"][0]["code"], "NW0604", "{found}");
    }
    // A seed that no study file can hold could not be run again from one.
    assert_eq!(run(&["simulate", "--seed", "9223372036854775808", "examples/minimal.toml"]).status.code(), Some(2));
}

#[test]
fn numbers_out_of_range_are_told_with_their_range() {
    for (option, given, range) in [
        ("--threads", "1000", "1 to 256"),
        ("--threads", "0", "1 to 256"),
        ("--threads", "99999999999999999999999", "1 to 256"),
        ("--threads", "-3", "1 to 256"),
        ("--seed", "-1", "0 to 9223372036854775807"),
        ("--checkpoint-every", "1e9", "0 to 86400"),
    ] {
        let found = run(&["simulate", "examples/minimal.toml", option, given]);
        let told = text(&found.stderr);
        assert_eq!(found.status.code(), Some(2));
        assert!(told.starts_with("error[NW0604]: ") && told.contains(&format!("'{given}'")), "{told}");
        assert!(told.contains(&format!("give a whole number from {range}")) && !told.contains("-- -"), "{told}");
    }
    let draws = run(&["absorb", "examples/absorb-vitamin-c.toml", "--draws", "-5"]);
    assert!(text(&draws.stderr).contains("give a whole number from 0 to 1000"), "{}", text(&draws.stderr));
    let unknown = run(&["simulat"]);
    assert!(text(&unknown.stderr).starts_with("error[NW0604]: "), "{}", text(&unknown.stderr));
}

#[test]
fn every_kind_of_the_library_is_listed_and_named_in_the_help() {
    let help = text(&run(&["library", "list", "--help"]).stdout);
    let listed = text(&run(&["library", "list"]).stdout);
    for kind in needlework_study::library::Kind::ALL {
        assert!(help.contains(kind.folder()), "{kind}: {help}");
        let heading = listed.lines().any(|line| line.starts_with(&format!("{} (", kind.folder())));
        assert_eq!(heading, kind.folder() != "sources", "{kind}");
    }
}

#[test]
fn mistakes_in_a_study_come_with_what_was_found_and_a_remedy() {
    let scratch = Scratch::new();
    let path = scratch.path("study.toml");
    let head = "format = 1\n[skin]\nsite = 'cheek'\n";
    let told = |rest: &str| {
        std::fs::write(&path, format!("{head}{rest}")).unwrap();
        text(&run(&["check", &path]).stderr)
    };
    let twice = told("age = 30\nage = 40\n");
    assert!(
        twice.contains("'age' is given twice") && twice.contains("line 4") && twice.contains("keep one"),
        "{twice}"
    );
    let device = "[device]\nid = 'skinpen-precision'\n";
    let protocol = "[protocol]\nsessions = '1 session'\n";
    let misplaced = told(&format!("{device}depth = '1 mm'\n{protocol}"));
    assert!(misplaced.contains("depth belongs in [technique], [[radiofrequency]] or [space]"), "{misplaced}");
    assert!(told(&format!("age = 400\n{device}{protocol}")).contains("help: give a value from"));
    let passes = told(&format!("{device}[technique]\npasses = 1.5\n{protocol}"));
    assert!(passes.contains("not the number 1.5"), "{passes}");
    let unknown = told(&format!("[device]\nid = 'dermaroler'\n{protocol}"));
    assert!(unknown.contains("limit: 5 of "), "{unknown}");
}

#[test]
fn a_warning_of_two_zones_is_given_once() {
    let scratch = Scratch::new();
    let path = scratch.path("zones.toml");
    let zone = |site: &str| format!("[[skin.zone]]\nsite = '{site}'\n");
    let rest = "[device]\nid = 'skinpen-precision'\n[technique]\ndepth = '1 mm'\n[protocol]\nsessions = '1 session'\n";
    let concern = "[concern]\nid = 'wrinkles'\n";
    let study = format!("format = 1\n[skin]\nage = 20\n{}{}{concern}{rest}", zone("cheek"), zone("chin"));
    std::fs::write(&path, study).unwrap();
    let told = text(&run(&["check", &path]).stderr);
    assert_eq!(told.matches("NW0353").count(), 1, "{told}");
    assert!(told.contains("the cheek and the chin"), "{told}");
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let escape = char::from(27);
    let stderr = |arguments: &[&str], no_color: bool| {
        let mut command = needlework(arguments);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        text(&command.output().unwrap().stderr)
    };
    let bad = "examples/bad/misspelt-key.toml";
    assert!(!stderr(&["check", bad], false).contains(escape));
    assert!(stderr(&["check", bad, "--color", "always"], false).contains(escape));
    assert!(!stderr(&["check", bad, "--color", "auto"], true).contains(escape));
    assert!(!stderr(&["check", bad, "--color", "never"], false).contains(escape));
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    for arguments in [&["schema"][..], &["explain"], &["library", "list"], &["completions", "bash"]] {
        let mut child = needlework(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut messages = String::new();
        child.stderr.take().unwrap().read_to_string(&mut messages).unwrap();
        assert_eq!((child.wait().unwrap().code(), messages.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_a_failure() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let done = needlework(&["schema"]).stdout(full).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("cannot write the output"));
}

#[test]
fn a_library_folder_of_ones_own_is_used() {
    let scratch = Scratch::new();
    std::fs::create_dir(scratch.0.join("devices")).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../library/devices/dermaroller-mf8.toml");
    let entry = std::fs::read_to_string(root).unwrap();
    let lines = entry.lines().filter(|line| !line.starts_with("aliases"));
    let entry = lines.collect::<Vec<_>>().join("\n").replace("\"dermaroller-mf8\"", "\"our-roller\"");
    std::fs::write(scratch.0.join("devices/our-roller.toml"), entry).unwrap();
    let study = scratch.path("study.toml");
    std::fs::write(
        &study,
        "format = 1\n[skin]\nsite = 'cheek'\n[device]\nid = 'our-roller'\n[protocol]\nsessions = '1 session'\n",
    )
    .unwrap();
    assert_eq!(run(&["check", &study]).status.code(), Some(2));
    let found = run(&["check", &study, "--library", scratch.0.to_str().unwrap()]);
    assert_eq!(found.status.code(), Some(0), "{}", text(&found.stderr));
    let found = needlework(&["check", &study]).env("NEEDLEWORK_LIBRARY", &scratch.0).output().unwrap();
    assert_eq!(found.status.code(), Some(0));
}
