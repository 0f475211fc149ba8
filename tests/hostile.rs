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

/// What no run takes that does not hang: each is some seconds in a debug build, and more on a
/// machine that does other things at the same time.
const TIME: Duration = Duration::from_secs(90);

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
    let output = Command::cargo_bin("kzrule")
        .unwrap()
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

/// Checks one rule file; `expected` is in the answer, or nothing for success.
fn file(text: impl AsRef<[u8]>, expected: &str) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), text).unwrap();
    let (code, said) = check(folder.path());
    let shown: String = said.chars().take(2_000).collect();
    assert_eq!(code == 0, expected.is_empty(), "{shown}");
    assert!(said.contains(expected), "{shown}");
}

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
    file([0x66, 0xE9, 0x74], "is not UTF-8: byte 2 is no text");
    file("\0", "is not seen: U+0000, control character");
    file(format!("{FACT}\0fact c : bool\n"), "is not seen: U+0000");
    file(vec![b' '; 50 * 1024 * 1024], "larger than 16 MiB");
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
        file(text, "");
    }
    file(format!("\u{FEFF}{FACT}").replace('\n', "\r\n"), "");
}

#[test]
fn odd_signs() {
    file(
        format!("{FACT}define \u{202E}b = a\n"),
        "changes the order in which the text is shown: U+202E, right-to-left override",
    );
    file(define("\u{1b}[31m"), "is not seen: U+001B");
    file(define("a\u{0301}"), "nothing is called `\u{E1}`");
    file(define("𝒳"), "nothing is called `𝒳`");
    file(define("а"), "did you mean `a`? It looks the same");
    file("fact 𐊀ё_ : bool \"is\" no \"is not\"\n", "");
    file(define("\u{1F600}"), "does not belong here");
}

#[test]
fn masses_of_what_is_not_seen() {
    file("\u{200d}".repeat(1_000_000), "is not seen: U+200D");
    file(
        "fact a : bool \u{200b}\n".repeat(100_000),
        "is not seen: U+200B",
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
    file(many(1_024, alike), "looks like another name");
    let same = |n: usize| {
        let name = format!("{n:016b}").replace('0', "l");
        format!("fact x{name} : bool \"is\" no \"is not\"\n")
    };
    file(
        many(20_000, same) + "fact бала : bool \"is\" no \"is not\"",
        "",
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
    file(define(&format!("{open}a{close}")), "kz0003");
    file(define(&open), "kz0002");
    file(define(&close), "kz0002");
    file("{".repeat(10_000), "kz0002");
    file(
        format!("{}{}", "{".repeat(10_000), "}".repeat(10_000)),
        "kz0003",
    );
    file("provision p {\n".repeat(10_000), "kz0002");
    let provisions = many(10_000, |at| format!("provision p{at} {{ "));
    file(provisions + &"}".repeat(10_000), "kz0003");
    file("(}".repeat(10_000), "kz0002");
    file("{ ( ".repeat(100_000), "kz0002");
    file("}\n".repeat(100_000), "kz0002");
}

#[test]
fn deep_expressions() {
    file(define(&("not ".repeat(100_000) + "a")), "kz0003");
    file(define(&("-".repeat(100_000) + "1 = 1")), "kz0003");
    file(define(&"if a then 1 else ".repeat(10_000)), "kz0003");
    file(define(&"if ".repeat(10_000)), "kz0003");
    file(
        define("a implies ".repeat(10_000).trim_end_matches(" implies ")),
        "kz0003",
    );
    let sum = " + 1".repeat(10_000);
    file(define(&format!("1{sum} = 1")), "kz0003");
    let sums = many(90, |_| "(".to_owned()) + "1" + &(" + 1".repeat(150) + ")").repeat(90);
    file(define(&format!("{sums} = 1")), "kz0003");
    file(
        define(&format!("a{}", " rounded up".repeat(10_000))),
        "kz0003",
    );
}

#[test]
fn long_expressions() {
    let long = |with: &str| ["a"; 10_000].join(with);
    file(define(&long(" and ")), "");
    file(define(&long(" or ")), "");
    let compared = many(3_000, |at| {
        format!("{}{at} = 1", if at > 0 { " or " } else { "" })
    });
    file(define(&compared), "");
    file(define(&("a in {".to_owned() + &long(", ") + "}")), "");
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
    file(chain("a", 10_000, |at| format!("a and d{at}")), "kz0003");
    file(
        chain("d10000", 10_000, |at| format!("a and d{at}")),
        "kz0040",
    );
    file(chain("1", 3_000, |at| format!("d{at} + 1")), "kz0003");
    file(
        chain("1", 10_000, |at| format!("if a then 1 else d{at}")),
        "kz0003",
    );
    let doubling = chain("if a then 1 else 2", 60, |at| {
        format!("if a then d{at} else 0 + d{at}")
    });
    file(format!("{doubling}define e = d60 = 1\n"), "");
    file(chain("a", 400, |at| format!("d{at} or (d{at} and a)")), "");
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
    file(format!("{base}{}", despite(50)), "");
    file(format!("{base}{}", despite(10_000)), "kz0003");
    let flat = many(1_000, |at| rule(at + 1, "despite r0", "then t = 1"));
    file(format!("{base}{flat}"), "");
    let circle = many(10_000, |at| {
        rule(at, &format!("lifts r{}", (at + 1) % 10_000), "")
    });
    file(circle, "kz0041");
    let provision = many(1_100, |at| rule(at, "", "then t = 0"));
    let lifts = many(1_000, |at| rule(at + 2_000, "lifts q", ""));
    file(
        format!("term t : int \"t\"\nprovision q {{\n{provision}}}\n{lifts}"),
        "kz0055",
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

/// Runs a verb with options on one rule file, which succeeds; all that was said.
fn succeeds(verb: &str, text: &str, options: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), text).unwrap();
    let (code, said) = run_with(verb, folder.path(), options);
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
    file(
        format!("{AMENDED}provision p {{\n{rules}}}\n{repeals}"),
        "more than 1000000 pairs of an amendment and a rule",
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
    file(
        format!("{AMENDED}act a0 \"A\" {{ in force 2024-01-01 }}\n{acts}{first}{restated}"),
        "",
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
    file(
        format!("{AMENDED}act a0 \"A\" {{ in force 2024-01-01 }}\n{acts}{repeals}"),
        "",
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
    assert!(said.contains("Not known then: u0"), "{said}");

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
    file(format!("{AMENDED}{own_days}"), "");
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
    file(
        format!("{AMENDED}provision p in a {{\n{rules}}}\n{repealed}{references}"),
        "",
    );
}

// ---------------------------------------------------------------------------------- amounts

/// Tests and proves one rule file; both hold.
fn holds(text: &str) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), text).unwrap();
    for verb in ["test", "prove"] {
        let (code, said) = run(verb, folder.path());
        assert_eq!(code, 0, "{verb}: {said}");
    }
}

#[test]
fn long_ways_to_a_holding() {
    let holdings = many(300, |at| {
        format!("holding h{at} \"h\" yes \"has\" no \"lacks\"\n")
    });
    let steps = many(300, |at| {
        format!("procedure p{at} \"do\" does \"does\" grants h{at} open\n")
    });
    let rules = many(299, |at| {
        let next = at + 1;
        format!("rule r{at} on p{next} {{ assumed \"x\" then requires h{at} }}\n")
    });
    let asked = "case c { on 2024-01-01 given nothing else expect h299 is within reach }\n\
                 prove c { claim h299 is within reach }\n";
    holds(&format!("{holdings}{steps}{rules}{asked}"));
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
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.kzrule"), law).unwrap();
    fs::write(
        folder.path().join("case.json"),
        r#"{ "given": { "n": 5, "a": true } }"#,
    )
    .unwrap();
    let output = Command::cargo_bin("kzrule")
        .unwrap()
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
    assert!(matches!(output.status.code(), Some(0 | 3)), "{shown}");
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
    let overflow = asked(&law, &format!("{} * 9223372036854775807", chain(20)));
    assert!(overflow.contains("has no result"), "{overflow}");
    let compared = asked(&law, &format!("{} < {}", chain(20), chain(20)));
    assert!(compared.contains("OR MORE"), "{compared}");
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
    file(
        format!("enum E {{ {} }}\nfact e : E \"e\"\n", values(4_096)),
        "",
    );
    file(format!("enum E {{ {} }}\n", values(100_000)), "kz0055");
    file(format!("enum E {{ {} v7 }}\n", values(10_000)), "kz0011");
    let enums = format!("enum E {{ {} }}\n", values(100));
    let step = |params: &str| format!("{enums}procedure p({params}) \"do\" does \"does\" open\n");
    file(step("x: E, y: E"), "kz0055");
    file(
        step(&many(1_000, |at| {
            format!("{}x{at}: E", if at > 0 { ", " } else { "" })
        })),
        "kz0055",
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
    file(format!("{FACT}{}{}", readings(9), claim(9)), "");
    file(format!("{FACT}{}{}", readings(10), claim(10)), "kz0055");
    file(
        format!(
            "{FACT}{}prove p {{ claim a expect proved under {} }}\n",
            readings(10),
            different(10)
        ),
        "kz0055",
    );
}

#[test]
fn many_items() {
    file(
        many(10_000, |at| {
            format!("fact f{at} : bool \"is\" no \"is not\"\n")
        }),
        "",
    );
    let rules = many(3_000, |at| {
        format!("rule r{at} on p {{ assumed \"x\" when a then closed }}\n")
    });
    file(format!("{FACT}{STEP}{rules}"), "");
    let cases = many(3_000, |at| {
        format!("case c{at} {{ on 2024-01-01 given a expect a }}\n")
    });
    file(format!("{FACT}{cases}"), "");
}

#[test]
fn many_mistakes() {
    file("fcat a : bool\n".repeat(10_000), "kz0001");
    file(
        format!("provision p {{\n{}}}\n", "  rule {}\n".repeat(10_000)),
        "kz0001",
    );
    file(
        many(10_000, |at| format!("define d{at} = unknown_name_{at}\n")),
        "more",
    );
    file(
        format!(
            "define d = {}\n",
            many(10_000, |at| format!("x{at} or ")) + "y"
        ),
        "more",
    );
    file("\" ".repeat(100_001), "kz0002");
    file("\"\n\n".repeat(10_000), "kz0002");
    let long = format!("define d = {}\n", "x".repeat(1_000_000));
    file(long, "kz0010");
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
