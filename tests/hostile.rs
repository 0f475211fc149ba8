//! Input that nobody writes by accident: the answer is a clear error or success, and comes soon.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

mod support;

use std::fs;
use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

/// The work that no run takes: seconds of the processor in a debug build, whatever else the machine
/// does, and kilobytes of memory.
const PROCESSOR: u32 = 60;
const MEMORY: u32 = 4_000_000;

/// What no run takes that does not hang, while other tests run.
const TIME: Duration = Duration::from_secs(240);

/// The program, with a bound on its work where the shell knows one.
fn kzrule() -> Command {
    let program = assert_cmd::cargo::cargo_bin("kzrule");
    if cfg!(not(unix)) {
        return Command::new(program);
    }
    let bounded = format!("ulimit -t {PROCESSOR}; ulimit -v {MEMORY}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &bounded]).arg(program);
    command
}

/// Runs `kzrule check` on a path; the exit code and all that was said.
fn check(path: &Path) -> (i32, String) {
    let (code, said) = run("check", path);
    assert!(matches!(code, 0 | 2), "{code} {said}");
    (code, said)
}

/// Runs a verb on a path; the exit code and all that was said.
fn run(verb: &str, path: &Path) -> (i32, String) {
    run_with(verb, path, &[])
}

/// The same with options.
fn run_with(verb: &str, path: &Path, options: &[&str]) -> (i32, String) {
    let output = kzrule()
        .arg(verb)
        .arg(path)
        .args(options)
        .timeout(TIME)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    let code = output.status.code();
    let shown: String = said.chars().take(2_000).collect();
    assert!(matches!(code, Some(0..=3)), "{code:?} {shown}");
    assert!(said.len() < 1_000_000, "{} bytes were said", said.len());
    (code.unwrap(), said)
}

/// Checks one rule file; all that was said.
fn said_of(text: impl AsRef<[u8]>) -> (i32, String) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), text).unwrap();
    check(folder.path())
}

/// Checks one rule file, which has so many lints and no mistake.
fn fine(text: impl AsRef<[u8]>, lints: usize) {
    let (code, said) = said_of(text);
    let shown: String = said.chars().take(2_000).collect();
    let end = match lints {
        0 => "No errors.".to_owned(),
        1 => "No errors. 1 lint.".to_owned(),
        _ => format!("No errors. {lints} lints."),
    };
    let last = said.lines().rfind(|line| line.contains("No errors."));
    let last = last.unwrap_or_default();
    assert!(code == 0 && last.ends_with(&end), "{shown}\n{last}");
}

/// Checks one rule file, which has so many mistakes, among them this one: its code and its message.
fn wrong(text: impl AsRef<[u8]>, errors: usize, (mistake, message): (&str, &str)) {
    let (code, said) = said_of(text);
    let shown: String = said.chars().take(2_000).collect();
    let counted = match errors {
        1 => "\n1 error in 1 file.".to_owned(),
        _ => format!("\n{errors} errors in 1 file."),
    };
    let (head, message) = (format!("{mistake}\n\n  "), format!("× {message}"));
    let told = said.contains(&head) && said.contains(&message);
    assert!(code == 2 && told, "{shown}");
    assert!(said.contains(&counted), "{counted} {shown}");
}

/// Checks a file that is not read at all.
fn unread(text: impl AsRef<[u8]>, expected: &str) {
    let (code, said) = said_of(text);
    let shown: String = said.chars().take(2_000).collect();
    assert!(code == 2 && said.starts_with("kzrule: "), "{shown}");
    assert!(said.contains(expected), "{shown}");
}

const NESTED: (&str, &str) = (
    "kz0003",
    "brackets and conditions nest deeper than 100 levels",
);
const DEEP: (&str, &str) = ("kz0003", "the expression nests too deep");
const STEPS: (&str, &str) = ("kz0003", "more than 2000 steps lead from this to the facts");
const UNSEEN: &str = "a character that is not seen: ";

const FACT: &str = "fact a : bool \"is\" no \"is not\"\n";
const STEP: &str = "procedure p \"do\" does \"does\" open\n";

fn define(expression: &str) -> String {
    format!("{FACT}define b \"is\" no \"is not\" = {expression}\n")
}

/// Items numbered from 0.
fn many(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect()
}

// ------------------------------------------------------------------------------------ files

#[test]
fn folders() {
    let folder = TempDir::new().unwrap();
    let (code, said) = check(folder.path());
    assert!(code == 2 && said.contains("holds no rule files"), "{said}");

    let (code, said) = check(&folder.path().join("nowhere"));
    assert!(code == 2 && said.contains("cannot read"), "{said}");

    let named = folder.path().join("folder.kzrule");
    fs::create_dir(&named).unwrap();
    let (code, said) = check(&named);
    assert!(code == 2 && said.contains("holds no rule files"), "{said}");
    fs::write(named.join("a.kzrule"), FACT).unwrap();
    assert_eq!(check(folder.path()).0, 0);

    let other = folder.path().join("rules.txt");
    fs::write(&other, FACT).unwrap();
    let (code, said) = check(&other);
    assert!(code == 2 && said.contains("is no rule file"), "{said}");
}

#[test]
fn deep_folders() {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("a/".repeat(200))).unwrap();
    let (code, said) = check(folder.path());
    assert!(code == 2 && said.contains("nested too deep"), "{said}");
}

#[test]
fn what_is_no_text() {
    unread([0x66, 0xE9, 0x74], "is not UTF-8: byte 2 is no text");
    let zero = format!("{UNSEEN}U+0000, control character");
    wrong("\0", 1, ("kz0007", &zero));
    wrong(format!("{FACT}\0fact c : bool\n"), 1, ("kz0007", &zero));
    unread(vec![b' '; 50 * 1024 * 1024], "larger than 16 MiB");
}

#[test]
fn nearly_empty_files() {
    for text in [
        "",
        "\u{FEFF}",
        "// only a comment",
        "\n\n\r\n\t",
        "// one\r\n// two",
    ] {
        fine(text, 0);
    }
    fine(format!("\u{FEFF}{FACT}").replace('\n', "\r\n"), 0);
}

#[test]
fn odd_signs() {
    wrong(
        format!("{FACT}define \u{202E}b = a\n"),
        1,
        (
            "kz0007",
            "a character that changes the order in which the text is shown: U+202E, right-to-left override",
        ),
    );
    let escape = format!("{UNSEEN}U+001B, control character");
    wrong(define("\u{1b}[31m"), 2, ("kz0007", &escape));
    let unknown = |text: &str, name: &str| {
        wrong(
            define(text),
            1,
            ("kz0010", &format!("nothing is called `{name}`")),
        );
    };
    unknown("a\u{0301}", "\u{E1}");
    unknown("𝒳", "𝒳");
    unknown("а", "а");
    let (_, said) = said_of(define("а"));
    assert!(
        said.contains("did you mean `a`? It looks the same"),
        "{said}"
    );
    fine("fact 𐊀ё_ : bool \"is\" no \"is not\"\n", 1);
    wrong(
        define("\u{1F600}"),
        1,
        ("kz0001", "`\u{1F600}` does not belong here"),
    );
}

#[test]
fn masses_of_what_is_not_seen() {
    wrong(
        "\u{200d}".repeat(1_000_000),
        1,
        ("kz0007", &format!("{UNSEEN}U+200D, zero width joiner")),
    );
    wrong(
        "fact a : bool \u{200b}\n".repeat(100_000),
        100,
        ("kz0007", &format!("{UNSEEN}U+200B, zero width space")),
    );
    let alike = |n: usize| {
        let letters = |(bit, [latin, cyrillic]): (usize, [char; 2])| {
            if n >> bit & 1 == 0 { latin } else { cyrillic }
        };
        let pairs = ["aа", "cс", "eе", "oо", "pр", "xх", "yу", "iі", "jј", "sѕ"];
        let pairs = pairs.map(|two| [two.chars().next().unwrap(), two.chars().last().unwrap()]);
        let name: String = pairs.into_iter().enumerate().map(letters).collect();
        format!("fact {name} : bool \"is\" no \"is not\"\n")
    };
    wrong(
        many(1_024, alike),
        1_023,
        (
            "kz0014",
            "`аceopxyijs` looks like another name and is not the same",
        ),
    );
    let same = |n: usize| {
        let name = format!("{n:016b}").replace('0', "l");
        format!("fact x{name} : bool \"is\" no \"is not\"\n")
    };
    fine(
        many(20_000, same) + "fact бала : bool \"is\" no \"is not\"",
        0,
    );
}

#[test]
fn a_source_full_of_soft_hyphens() {
    let folder = TempDir::new().unwrap();
    fs::write(
        folder.path().join("a.kzrule"),
        "source s \"S\" { text \"s.txt\" excerpt }",
    )
    .unwrap();
    fs::write(
        folder.path().join("s.txt"),
        "a\u{ad}b \u{202e}\n".repeat(500_000),
    )
    .unwrap();
    let (code, said) = check(folder.path());
    assert!(code == 0 && said.contains("2 lints"), "{said}");
    assert!(
        said.contains("500000 times, also in lines 2, 3, 4, 5, 6 and others"),
        "{said}"
    );
}

/// A document in the place of its words is one mistake, whatever is quoted from it.
#[test]
fn a_source_that_is_no_plain_text() {
    let folder = TempDir::new().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    put("a.docx", b"PK\x03\x04\x14\0\x08\0the gate is closed\xE9");
    let wide: Vec<u8> = "the gate is closed"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    put("wide.txt", &wide);
    put("a.pdf", b"%PDF\x01\x02\x03\x04 the gate is closed");
    put(
        "fine.txt",
        b"the gate\x02 is open, and\x0C\tthe gate is closed\r\n",
    );
    let said_of = |name: &str| {
        let rule =
            |name: &str| format!("rule {name} {{ cites s \"the gate is closed\" then a = 1 }}\n");
        let source = format!("source s \"S\" {{ text \"{name}\" excerpt }}\n");
        let term = "term a : int \"a\" otherwise 0\n";
        put(
            "a.kzrule",
            (source + term + &rule("one") + &rule("other")).as_bytes(),
        );
        check(folder.path())
    };
    for (name, other) in [
        ("a.docx", ": text \"a.txt\""),
        ("wide.txt", "in UTF-8\n"),
        ("a.pdf", "a.txt"),
    ] {
        let (code, said) = said_of(name);
        assert!(code == 2 && said.contains("1 error in 1 file"), "{said}");
        assert!(
            said.contains("is no plain text") && said.contains(other),
            "{said}"
        );
        assert!(!said.contains("kz0108"), "{said}");
    }
    // A sign that slipped in is told as one.
    let (code, said) = said_of("fine.txt");
    assert!(code == 0 && said.contains("kz0108"), "{said}");
}

#[cfg(unix)]
#[test]
fn sources_outside_the_folder() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("secret.txt"), "a secret").unwrap();
    let rules = folder.path().join("rules");
    fs::create_dir(&rules).unwrap();
    std::os::unix::fs::symlink("../secret.txt", rules.join("link.txt")).unwrap();
    std::os::unix::fs::symlink("..", rules.join("up")).unwrap();
    fs::create_dir(rules.join("folder")).unwrap();
    let absolute = folder.path().join("secret.txt");
    for (path, expected) in [
        ("../secret.txt", "outside the folder"),
        ("sub/../../secret.txt", "outside the folder"),
        (absolute.to_str().unwrap(), "outside the folder"),
        ("link.txt", "outside the folder"),
        ("up/secret.txt", "outside the folder"),
        ("nowhere.txt", "is missing"),
        ("folder", "is no file"),
        ("", "is no file"),
        ("C:\\secret.txt", "outside the folder"),
    ] {
        let text = format!("source s \"A source\" {{ text \"{path}\" }}\n");
        fs::write(rules.join("a.kzrule"), text).unwrap();
        let (code, said) = check(&rules);
        assert!(code == 2 && said.contains(expected), "{path}: {said}");
        assert!(said.contains("1 error in 1 file"), "{path}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_in_place_of_rule_files() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), FACT).unwrap();
    let link = folder.path().join("b.kzrule");
    std::os::unix::fs::symlink("a.kzrule", &link).unwrap();
    let (code, said) = check(folder.path());
    assert!(code == 2 && said.contains("is a link"), "{said}");

    fs::remove_file(&link).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&link).status();
    if made.is_ok_and(|status| status.success()) {
        let (code, said) = check(&link);
        assert!(code == 2 && said.contains("is no file"), "{said}");
    }
}

// --------------------------------------------------------------------------------- nesting

#[test]
fn deep_brackets() {
    let (open, close) = ("(".repeat(10_000), ")".repeat(10_000));
    let unclosed = ("kz0002", "this `{` is never closed");
    let idle = ("kz0002", "this `}` closes nothing");
    wrong(define(&format!("{open}a{close}")), 1, NESTED);
    wrong(define(&open), 100, ("kz0002", "this `(` is never closed"));
    wrong(define(&close), 100, ("kz0002", "this `)` closes nothing"));
    wrong("{".repeat(10_000), 101, unclosed);
    wrong(
        format!("{}{}", "{".repeat(10_000), "}".repeat(10_000)),
        1,
        NESTED,
    );
    wrong("provision p {\n".repeat(10_000), 100, unclosed);
    let provisions = many(10_000, |at| format!("provision p{at} {{ "));
    wrong(provisions + &"}".repeat(10_000), 1, NESTED);
    wrong("(}".repeat(10_000), 100, idle);
    wrong(
        "{ ( ".repeat(100_000),
        101,
        ("kz0002", "this `(` is never closed"),
    );
    wrong("}\n".repeat(100_000), 100, idle);
}

#[test]
fn deep_expressions() {
    wrong(define(&("not ".repeat(100_000) + "a")), 1, DEEP);
    wrong(define(&("-".repeat(100_000) + "1 = 1")), 1, DEEP);
    wrong(define(&"if a then 1 else ".repeat(10_000)), 1, NESTED);
    wrong(define(&"if ".repeat(10_000)), 1, NESTED);
    wrong(
        define("a implies ".repeat(10_000).trim_end_matches(" implies ")),
        1,
        DEEP,
    );
    let sum = " + 1".repeat(10_000);
    wrong(define(&format!("1{sum} = 1")), 1, DEEP);
    let sums = many(90, |_| "(".to_owned()) + "1" + &(" + 1".repeat(150) + ")").repeat(90);
    wrong(define(&format!("{sums} = 1")), 1, DEEP);
    wrong(
        define(&format!("a{}", " rounded up".repeat(10_000))),
        1,
        DEEP,
    );
}

#[test]
fn long_expressions() {
    let long = |with: &str| ["a"; 10_000].join(with);
    fine(define(&long(" and ")), 0);
    fine(define(&long(" or ")), 0);
    let compared = many(3_000, |at| {
        format!("{}{at} = 1", if at > 0 { " or " } else { "" })
    });
    fine(define(&compared), 0);
    fine(define(&("a in {".to_owned() + &long(", ") + "}")), 0);
}

// ---------------------------------------------------------------------------------- chains

#[test]
fn chains_of_defines() {
    let chain = |last: &str, count: usize, link: fn(usize) -> String| {
        format!(
            "{FACT}define d0 = {last}\n{}",
            many(count, |at| format!("define d{} = {}\n", at + 1, link(at)))
        )
    };
    wrong(chain("a", 10_000, |at| format!("a and d{at}")), 1, STEPS);
    wrong(
        chain("d10000", 10_000, |at| format!("a and d{at}")),
        1,
        (
            "kz0040",
            "a circle of definitions: `d0` → `d10000` → `d9999`",
        ),
    );
    wrong(chain("1", 3_000, |at| format!("d{at} + 1")), 1, STEPS);
    wrong(
        chain("1", 10_000, |at| format!("if a then 1 else d{at}")),
        1,
        STEPS,
    );
    let doubling = chain("if a then 1 else 2", 60, |at| {
        format!("if a then d{at} else 0 + d{at}")
    });
    fine(format!("{doubling}define e = d60 = 1\n"), 1);
    fine(chain("a", 400, |at| format!("d{at} or (d{at} and a)")), 401);
}

#[test]
fn chains_of_exceptions() {
    let rule = |at: usize, head: &str, rest: &str| {
        format!("rule r{at} {head} {{ assumed \"x\" {rest} }}\n")
    };
    let base = format!(
        "term t : int \"t\" otherwise 0\n{}",
        rule(0, "", "then t = 0")
    );
    let despite = |count| {
        many(count, |at| {
            rule(at + 1, &format!("despite r{at}"), "then t = 1")
        })
    };
    fine(format!("{base}{}", despite(50)), 0);
    wrong(
        format!("{base}{}", despite(10_000)),
        1,
        ("kz0003", "more than 100 exceptions to one another"),
    );
    let flat = many(1_000, |at| rule(at + 1, "despite r0", "then t = 1"));
    fine(format!("{base}{flat}"), 0);
    let circle = many(10_000, |at| {
        rule(at, &format!("lifts r{}", (at + 1) % 10_000), "")
    });
    wrong(
        circle,
        1,
        ("kz0041", "exceptions in a circle: `r0` → `r1` → `r2`"),
    );
    let provision = many(1_100, |at| rule(at, "", "then t = 0"));
    let lifts = many(1_000, |at| rule(at + 2_000, "lifts q", ""));
    wrong(
        format!("term t : int \"t\"\nprovision q {{\n{provision}}}\n{lifts}"),
        1,
        (
            "kz0055",
            "more than 1000000 pairs of a rule and its exception",
        ),
    );
}

// ------------------------------------------------------------------------------- amendments

/// A term, an act that enacts rules, and one that amends them.
const AMENDED: &str = "term t : int \"t\" otherwise 0\n\
    act a \"A\" { in force 2023-01-01 }\n\
    act z \"Z\" { in force 2024-01-01 }\n";

fn rule(name: &str, head: &str) -> String {
    format!("rule {name} {head} {{ assumed \"x\" then t = 0 }}\n")
}

/// Runs a verb with options on one rule file; the exit code and all that was said.
fn ran(verb: &str, text: &str, options: &[&str]) -> (i32, String) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), text).unwrap();
    run_with(verb, folder.path(), options)
}

/// The same where it succeeds; all that was said.
fn succeeds(verb: &str, text: &str, options: &[&str]) -> String {
    let (code, said) = ran(verb, text, options);
    let shown: String = said.chars().take(2_000).collect();
    assert_eq!(code, 0, "{shown}");
    said
}

/// The law of 1 July 2024, as it is written.
fn law_of_the_day(text: &str) -> String {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out");
    let options = ["--on", "2024-07-01", "--output", out.to_str().unwrap()];
    succeeds("law", text, &options);
    fs::read_to_string(out.join("law.kzrule")).unwrap()
}

#[test]
fn amendments_of_one_day() {
    let rules = many(3_000, |at| rule(&format!("r{at}"), ""));
    let repeals = "repeal p { assumed \"x\" from 2024-01-01 }\n".repeat(3_000);
    wrong(
        format!("{AMENDED}provision p {{\n{rules}}}\n{repeals}"),
        2,
        (
            "kz0055",
            "more than 1000000 pairs of an amendment and a rule",
        ),
    );
    // Each comes after the one before it.
    let acts = many(3_000, |at| {
        let next = at + 1;
        format!("act a{next} \"A\" after a{at} {{ in force 2024-01-01 }}\n")
    });
    let restated = many(3_000, |at| {
        let rule = rule("r", &format!("in a{}", at + 1));
        format!("restate {rule}")
    });
    let first = rule("r", "in a");
    fine(
        format!("{AMENDED}act a0 \"A\" {{ in force 2024-01-01 }}\n{acts}{first}{restated}"),
        0,
    );
}

#[test]
fn repeals_of_acts_of_one_day() {
    let acts = many(11_000, |at| {
        let next = at + 1;
        format!("act a{next} \"A\" after a{at} {{ in force 2024-01-01 }}\n")
    });
    let repeals = many(11_000, |at| {
        let next = at + 1;
        format!("repeal a{at} in a{next} {{ assumed \"x\" }}\n")
    });
    fine(
        format!("{AMENDED}act a0 \"A\" {{ in force 2024-01-01 }}\n{acts}{repeals}"),
        0,
    );
}

#[test]
fn orders_of_acts_that_were_not_known() {
    let known = ["--known-on", "2025-01-01"];
    let published = "{ published 2025-02-01 }";
    let chain = many(8_000, |at| {
        let next = at + 1;
        format!("act u{next} \"U\" after u{at} {published}\nact c{at} \"C\" after u{at} {{}}\n")
    });
    let said = succeeds(
        "check",
        &format!("act u0 \"U\" {published}\n{chain}"),
        &known,
    );
    assert!(said.contains("Not known then: “U”"), "{said}");

    let before = many(1_500, |at| format!("act b{at} \"B\" {{}}\n"));
    let names = many(1_500, |at| {
        format!("{}b{at}", if at > 0 { ", " } else { "" })
    });
    let behind = many(1_500, |at| format!("act c{at} \"C\" after u {{}}\n"));
    let folder = TempDir::new().unwrap();
    let text = format!("{before}act u \"U\" after {names} {published}\n{behind}");
    fs::write(folder.path().join("a.kzrule"), text).unwrap();
    let (code, said) = run_with("check", folder.path(), &known);
    assert!(code == 2 && said.contains("kz0055"), "{said}");
}

#[test]
fn chains_of_what_was_not_known() {
    let defines = many(15_000, |at| {
        let next = at + 1;
        format!("define d{at} \"is\" no \"is not\" = d{next}\n")
    });
    let text = format!(
        "act u \"U\" {{ published 2025-02-01 in force 2025-01-01 }}\n{defines}\
         define d15000 \"is\" no \"is not\" = day < commencement of u\n"
    );
    let said = succeeds("check", &text, &["--known-on", "2025-01-01"]);
    assert!(said.contains("15001 names"), "{said}");
}

#[test]
fn many_acts_that_are_repealed() {
    let acts = many(4_000, |at| {
        let rule = rule(&format!("r{at}"), &format!("in a{at}"));
        format!("act a{at} \"A\" {{ in force 2023-01-01 }}\n{rule}")
    });
    let repeals = many(4_000, |at| {
        format!("repeal a{at} in z {{ assumed \"x\" }}\n")
    });
    let law = law_of_the_day(&format!("{AMENDED}{acts}{repeals}"));
    assert!(law.contains("a3999: not in force on"), "{law}");
}

#[test]
fn many_rules_that_are_restated_in_one_line() {
    let rules = many(4_000, |at| {
        let name = format!("r{at}");
        format!("{}restate {}", rule(&name, "in a"), rule(&name, "in z"))
    });
    let law = law_of_the_day(&format!("{AMENDED}{rules}").replace('\n', " "));
    assert!(law.contains("r3999: restated by Z"), "no last rule");
}

#[test]
fn many_moves() {
    let own_days = many(4_500, |at| {
        let rule = rule(&format!("r{at}"), "in a");
        format!(
            "act b{at} \"B\" {{ in force 2026-01-01 }}\n{rule}\
             repeal r{at} {{ assumed \"x\" from commencement of b{at} }}\n\
             move commencement of b{at} in z {{ assumed \"x\" to 2026-06-01 }}\n"
        )
    });
    fine(format!("{AMENDED}{own_days}"), 0);
    let ends = many(3_000, |at| {
        format!(
            "rule r{at} in a {{ assumed \"x\" until 2026-01-01 then t = 0 }}\n\
             move until of r{at} in z {{ assumed \"x\" to 2025-01-01 }}\n"
        )
    });
    let law = law_of_the_day(&format!("{AMENDED}{ends}"));
    assert!(law.contains("r2999: moved by Z"), "no last rule");
}

#[test]
fn many_references_to_a_repealed_provision() {
    let rules = many(900, |at| rule(&format!("r{at}"), ""));
    let references = many(900, |at| {
        format!("rule s{at} despite p {{ assumed \"x\" until 2023-06-01 then t = 1 }}\n")
    });
    let repealed = "repeal p in z { assumed \"x\" }\n";
    fine(
        format!("{AMENDED}provision p in a {{\n{rules}}}\n{repealed}{references}"),
        0,
    );
}

// ---------------------------------------------------------------------------------- amounts

/// Tests and proves one rule file; both hold.
fn holds(text: &str) {
    for verb in ["test", "prove"] {
        let (code, said) = ran(verb, text, &[]);
        assert_eq!(code, 0, "{verb}: {said}");
    }
}

/// So many holdings, each with a step that grants it.
fn holdings_and_steps(count: usize) -> String {
    many(count, |at| {
        format!(
            "holding h{at} \"h\" yes \"has\" no \"lacks\"\n\
             procedure p{at} \"do\" does \"does\" grants h{at} open\n"
        )
    })
}

#[test]
fn long_ways_to_a_holding() {
    let holdings = holdings_and_steps(300);
    let rules = many(299, |at| {
        let next = at + 1;
        format!("rule r{at} on p{next} {{ assumed \"x\" then requires h{at} }}\n")
    });
    let asked = "case c { on 2024-01-01 given nothing else expect h299 is within reach }\n\
                 prove c { claim h299 is within reach }\n";
    holds(&format!("{holdings}{rules}{asked}"));
}

/// Each requirement of a circle stands under a reading of its own: what is told of a dead end for each of
/// their combinations is not gone through.
#[test]
fn a_circle_that_hangs_on_many_readings() {
    const LENGTH: usize = 26;
    let readings = many(LENGTH, |at| {
        format!("reading r{at} \"?\" {{ one \"one\", other \"other\" }}\n")
    });
    let holdings = holdings_and_steps(LENGTH);
    let missing = format!("holding h{LENGTH} \"h\" yes \"has\" no \"lacks\"\n");
    let rules = many(LENGTH, |at| {
        let next = (at + 1) % LENGTH;
        format!("rule q{at} on p{at} {{ assumed \"x\" when r{at} = one then requires h{next} }}\n")
    });
    let never = format!("rule x on p0 {{ assumed \"x\" then requires h{LENGTH} }}\n");
    let claim = "prove c { for nothing held claim h0 is out of reach }\n";
    holds(&format!(
        "{readings}{holdings}{missing}{rules}{never}{claim}"
    ));
}

/// A ring in which each takes the next or the one after has more circles than can be gone through.
#[test]
fn a_ring_of_many_circles() {
    const LENGTH: usize = 200;
    let holdings = holdings_and_steps(LENGTH);
    let rules = many(LENGTH, |at| {
        let [next, after] = [1, 2].map(|more| (at + more) % LENGTH);
        format!("rule q{at} on p{at} {{ assumed \"x\" then requires h{next} or h{after} }}\n")
    });
    let (code, said) = ran("audit", &format!("{holdings}{rules}"), &[]);
    assert_eq!(code, 3, "{said}");
    let why = "requirements lead along more ways than can be followed";
    assert!(said.replace('\n', " ").contains(why), "{said}");
}

/// Whoever is sought by trying is not sought along each of the ways that lead to the same.
#[test]
fn what_hangs_on_the_same_in_many_ways() {
    let terms = many(41, |at| {
        format!(
            "term t{at} : bool \"t\" otherwise false\nterm u{at} : bool \"u\" otherwise false\n"
        )
    });
    let rules = many(40, |at| {
        let next = at + 1;
        let rule = |of: &str| {
            format!(
                "rule {of}r{next} {{ assumed \"x\" when t{at} and u{at} then {of}{next} = true }}\n"
            )
        };
        format!("{}{}", rule("t"), rule("u"))
    });
    let first = "fact a : bool \"a\" yes \"is a\" no \"is not a\"\n\
                 rule tr0 { assumed \"x\" when a then t0 = true }\nrule ur0 { assumed \"x\" when a then u0 = true }\n";
    let (code, said) = ran("audit", &format!("{terms}{first}{rules}"), &[]);
    assert_eq!(code, 1, "{said}");
}

/// Sums over the longest lists: that a sum fits is not asked of each of its parts.
#[test]
fn long_lists() {
    holds(
        "record child \"a child\" { young : bool \"is young\" no \"is not young\" }\n\
         list children : child \"children\" up to 100\n\
         prove c { claim count children where child.young >= 3 implies count children >= 3 }\n",
    );
}

/// The least of many is decided, not gone through way by way.
#[test]
fn long_extremes() {
    let parts = many(20, |at| format!("n + {at}, "));
    let law = format!("{FACT}fact n : int \"number\"\n");
    holds(&format!("{law}prove c {{ claim min({parts}n) = n }}\n"));
}

/// Asks a question of a small law; all that was said.
fn asked(law: &str, question: &str) -> String {
    answered(law, question, 0)
}

/// The same of a question with this exit code.
fn answered(law: &str, question: &str, code: i32) -> String {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), law).unwrap();
    fs::write(
        folder.path().join("case.json"),
        r#"{ "given": { "n": 5, "a": true } }"#,
    )
    .unwrap();
    let output = kzrule()
        .current_dir(&folder)
        .args([
            "eval",
            ".",
            "--case",
            "case.json",
            "--on",
            "2024-03-01",
            "--ask",
            question,
        ])
        .timeout(TIME)
        .output()
        .unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let shown: String = said.chars().take(2_000).collect();
    assert_eq!(output.status.code(), Some(code), "{shown}");
    // The question stands there, and its words with a limit.
    assert!(
        said.len() < 20_000 + 2 * question.len(),
        "{} bytes: {shown}",
        said.len()
    );
    said
}

#[test]
fn words_of_long_questions() {
    let law = format!("{FACT}fact n : int \"number\"\n");
    let chain = |count| {
        let parts = many(count, |at| {
            format!("{}n + {at}", if at > 0 { ", " } else { "" })
        });
        format!("min({parts})")
    };
    assert!(asked(&law, &chain(20)).contains("AND THE NUMBER PLUS 19 IS 5"));
    let cut = asked(&law, &chain(200));
    assert!(
        cut.contains("AND … IS 5") && !cut.contains("THE NUMBER PLUS 99"),
        "{cut}"
    );
    let overflow = answered(&law, &format!("{} * 9223372036854775807", chain(20)), 3);
    assert!(overflow.contains("has no result"), "{overflow}");
    let compared = asked(&law, &format!("{} < {}", chain(20), chain(20)));
    assert!(compared.contains(" IS AT LEAST "), "{compared}");
    let nested = (0..90).fold("n".to_owned(), |inner, at| match at % 2 {
        0 => format!("max({inner}, n - {at})"),
        _ => format!("min(n + {at}, {inner})"),
    });
    assert!(asked(&law, &nested).contains('…'));
    let doubled = many(40, |at| format!("define d{} = d{at} * d{at}\n", at + 1));
    let doubled = format!("{law}define d0 = n - 5\n{doubled}");
    assert!(asked(&doubled, "d40").contains("… TIMES … IS 0"));
    let conditions = (0..40).fold("a".to_owned(), |inner, _| {
        format!("(if {inner} then a else n = 5)")
    });
    assert!(asked(&law, &conditions).contains('…'));
    holds(&format!(
        "{law}prove c {{ for n >= 0 and n < 100 claim {} <= n }}\n\
         term t : int \"t\"\nrule r {{ assumed \"x\" then t = {} }}\n",
        chain(8),
        chain(20),
    ));
}

#[test]
fn wide_questions() {
    let values = many(2_000, |at| format!("v{at},\n"));
    holds(&format!(
        "enum E {{ {values} }}\nfact e : E \"e\"\n\
         prove c {{ claim e != v1999 expect refuted }}\n"
    ));
    let rules = many(1_000, |at| {
        format!("rule r{at} {{ assumed \"x\" when a then t = {at} }}\n")
    });
    let names = many(1_000, |at| {
        format!("{}r{at}", if at > 0 { ", " } else { "" })
    });
    holds(&format!(
        "{FACT}term t : int \"t\" otherwise 0\n{rules}\
         rule above despite {names} {{ assumed \"x\" when a then t = 5 }}\n\
         prove c {{ for a claim t = 5 }}\n"
    ));
    let equal = many(3_000, |at| {
        format!("{}n = {at}", if at > 0 { " or " } else { "" })
    });
    holds(&format!(
        "fact n : int \"n\"\ndefine d \"is\" no \"is not\" = {equal}\n\
         prove c {{ claim d or n != 6 }}\n"
    ));
}

#[test]
fn many_values() {
    let values = |count| many(count, |at| format!("v{at},\n"));
    fine(
        format!("enum E {{ {} }}\nfact e : E \"e\"\n", values(4_096)),
        0,
    );
    let values_limit = ("kz0055", "a list has at most 4096 values");
    let combinations = ("kz0055", "the choices have more than 4096 combinations");
    wrong(
        format!("enum E {{ {} }}\n", values(100_000)),
        1,
        values_limit,
    );
    wrong(
        format!("enum E {{ {} v7 }}\n", values(10_000)),
        2,
        ("kz0011", "`v7` is declared twice"),
    );
    let enums = format!("enum E {{ {} }}\n", values(100));
    let step = |params: &str| format!("{enums}procedure p({params}) \"do\" does \"does\" open\n");
    wrong(step("x: E, y: E"), 1, combinations);
    wrong(
        step(&many(1_000, |at| {
            format!("{}x{at}: E", if at > 0 { ", " } else { "" })
        })),
        1,
        combinations,
    );
}

#[test]
fn regions_that_are_hard_to_find() {
    let readings = |count| {
        let choices = many(9, |at| format!("c{at} \"c\", "));
        many(count, |at| format!("reading r{at} \"?\" {{ {choices} }}\n"))
    };
    let different = |count: usize| {
        let pairs = (0..count).flat_map(|one| (0..one).map(move |other| (one, other)));
        let parts = pairs.flat_map(|(one, other)| {
            (0..9).map(move |at| format!("not (r{one} = c{at} and r{other} = c{at})"))
        });
        parts.collect::<Vec<_>>().join(" and ")
    };
    let claim = |count| {
        format!(
            "prove p {{ under {} claim a or not a }}\n",
            different(count)
        )
    };
    fine(format!("{FACT}{}{}", readings(9), claim(9)), 0);
    let long = ("kz0055", "whether any readings fit this takes too long");
    wrong(format!("{FACT}{}{}", readings(10), claim(10)), 1, long);
    wrong(
        format!(
            "{FACT}{}prove p {{ claim a expect proved under {} }}\n",
            readings(10),
            different(10)
        ),
        1,
        long,
    );
}

#[test]
fn many_items() {
    fine(
        many(10_000, |at| {
            format!("fact f{at} : bool \"is\" no \"is not\"\n")
        }),
        0,
    );
    let rules = many(3_000, |at| {
        format!("rule r{at} on p {{ assumed \"x\" when a then closed }}\n")
    });
    fine(format!("{FACT}{STEP}{rules}"), 0);
    let cases = many(3_000, |at| {
        format!("case c{at} {{ on 2024-01-01 given a expect a }}\n")
    });
    fine(format!("{FACT}{cases}"), 0);
}

#[test]
fn many_mistakes() {
    wrong(
        "fcat a : bool\n".repeat(10_000),
        100,
        ("kz0001", "`fcat` does not belong here"),
    );
    wrong(
        format!("provision p {{\n{}}}\n", "  rule {}\n".repeat(10_000)),
        1,
        ("kz0001", "`{` does not belong here"),
    );
    wrong(
        many(10_000, |at| format!("define d{at} = unknown_name_{at}\n")),
        10_000,
        ("kz0010", "nothing is called `unknown_name_0`"),
    );
    wrong(
        format!(
            "define d = {}\n",
            many(10_000, |at| format!("x{at} or ")) + "y"
        ),
        10_001,
        ("kz0010", "nothing is called `x0`"),
    );
    let mark = ("kz0002", "this quotation mark is never closed");
    wrong("\" ".repeat(100_001), 1, mark);
    wrong("\"\n\n".repeat(10_000), 100, mark);
    let long = format!("define d = {}\n", "x".repeat(1_000_000));
    wrong(long, 1, ("kz0010", "nothing is called"));
}

#[test]
fn many_misquotations() {
    let folder = TempDir::new().unwrap();
    let words = many(20_000, |at| format!("word{} ", at % 977));
    fs::write(folder.path().join("s.txt"), words).unwrap();
    let quote = many(300, |at| format!("word{} other ", at % 977));
    let rules = many(100, |at| {
        format!("not encoded cites s \"{quote}{at}\" because \"x\"\n")
    });
    let text = format!("source s \"S\" {{ text \"s.txt\" }}\n{rules}");
    fs::write(folder.path().join("a.kzrule"), text).unwrap();
    let (code, said) = check(folder.path());
    assert!(code == 2 && said.contains("kz0101"), "{said}");
    assert!(said.contains("100 errors in 1 file."), "{said}");
}

// ---------------------------------------------------------------------------------- threads

#[test]
fn on_a_thread_with_a_small_stack() {
    let checked = |text: &str| {
        let text = text.to_owned();
        std::thread::Builder::new()
            .stack_size(256 * 1024)
            .spawn(move || {
                support::checked([("a.kzrule", text.as_str())])
                    .1
                    .has_errors()
            })
            .unwrap()
            .join()
            .unwrap()
    };
    let nested = |depth| define(&format!("{}a{}", "(not ".repeat(depth), ")".repeat(depth)));
    assert!(!checked(&nested(99)));
    assert!(checked(&nested(10_000)));
    assert!(!checked(&define(&["a"; 10_000].join(" and "))));
    assert!(checked(&define(&("not ".repeat(100_000) + "a"))));
}
