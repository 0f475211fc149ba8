//! `kzrule report`: the file that is written, as it is read without a browser.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

#[path = "support/hostile_law.rs"]
mod hostile_law;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// Runs `kzrule report`: the exit code, what it says, and the page.
fn report(rules: &Path, arguments: &[&str]) -> (i32, String, String) {
    let folder = TempDir::new().unwrap();
    let mut kzrule = Command::cargo_bin("kzrule").unwrap();
    kzrule.arg("report").arg(rules).args(["-o", "page"]);
    let output = kzrule
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let page = fs::read_to_string(folder.path().join("page/index.html")).unwrap_or_default();
    (output.status.code().unwrap(), said, page)
}

fn law(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("rules")
        .join(name)
}

/// What is read on a page: no elements, no style, no script.
fn words(page: &str) -> String {
    let mut words = String::new();
    let mut rest = page.split("<body>").nth(1).unwrap();
    while let Some((text, element)) = rest.split_once('<') {
        words.push_str(text);
        words.push(' ');
        if element.starts_with("script") {
            rest = element.split_once("</script>").unwrap().1;
        } else {
            rest = element.split_once('>').unwrap().1;
        }
    }
    words
}

/// A small law with one rule, which has this heading, first day and sentence.
fn hats(heading: &str, day: &str, quote: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let rules = format!(
        r#"source law "Rules of the club" {{ text "law.txt" }}
fact tall : bool "is tall" no "is small" ask "Are you tall?"
holding hat "a hat" short "hat" yes "has a hat" no "has no hat" ask "Have you a hat?"
procedure buy "buy a hat" does "buys a hat" grants hat closed unless a rule opens it
rule sale "{heading}" on buy {{
    cites law "{quote}"
    from {day}
    when tall
    then open
}}
prove none "Hats for the small" {{
    for   not tall and not hat
    claim hat is out of reach
}}
"#
    );
    fs::write(folder.path().join("rules.kzrule"), rules).unwrap();
    fs::write(folder.path().join("law.txt"), format!("{quote}\n")).unwrap();
    folder
}

/// What somebody else wrote stays, and of a path nothing but its last folder is made. The page itself is written
/// over.
#[test]
fn nothing_of_others_is_written_over() {
    let folder = hats("Sale of hats", "2024-03-01", "Hats are sold to the tall.");
    let kzrule = |output: &str| {
        let mut command = Command::cargo_bin("kzrule").unwrap();
        command
            .current_dir(folder.path())
            .args(["report", ".", "-o", output]);
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        (said, output.status.code())
    };
    let index = folder.path().join("site/index.html");
    fs::create_dir(folder.path().join("site")).unwrap();
    fs::write(&index, "<p>Mine</p>").unwrap();
    let refused = |why: &str, help: &str| {
        let said =
            format!("kz0008\n\n  × {why}\n  help: {help}\n\nMore on this: kzrule explain kz0008\n");
        (said, Some(2))
    };
    assert_eq!(
        kzrule("site"),
        refused(
            "`site/index.html` does not say that kzrule wrote it, and is not written over",
            "name another folder, or move it away"
        )
    );
    assert_eq!(fs::read_to_string(&index).unwrap(), "<p>Mine</p>");
    assert_eq!(
        kzrule("stie/page"),
        refused(
            "cannot write `stie/page`: there is no folder `stie`",
            "make it first, or correct the path"
        )
    );
    assert!(!folder.path().join("stie").exists());
    assert_eq!(
        kzrule("law.txt"),
        refused(
            "cannot write to the folder `law.txt`: it is a file",
            "name another folder, or move the file away"
        )
    );
    fs::remove_file(&index).unwrap();
    assert_eq!((kzrule("site").1, kzrule("site").1), (Some(0), Some(0)));
}

#[test]
fn the_page_is_written_and_always_the_same() {
    let folder = hats("Sale of hats", "2024-03-01", "Hats are sold to the tall.");
    let rules = folder.path();
    let (code, said, page) = report(rules, &[]);
    assert_eq!((code, said.as_str()), (0, "page/index.html\n"));
    let (code, said, again) = report(rules, &["--format", "json", "--solver-seed", "7"]);
    assert_eq!(code, 0);
    assert!(page == again, "the pages differ");
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["written"], serde_json::json!(["page/index.html"]));
    assert_eq!(said["verb"], "report");
}

#[test]
fn what_hinders_it_is_told() {
    let folder = TempDir::new().unwrap();
    let rules = folder.path().join("rules.kzrule");
    fs::write(
        &rules,
        "fact tall : bool \"is tall\" no \"is small\"\ndefine b = nobody\n",
    )
    .unwrap();
    let (code, said, page) = report(&rules, &[]);
    assert_eq!((code, page.as_str()), (2, ""), "{said}");
    let claim = "prove all \"All\" {\n    claim tall\n}\n";
    let fact = "fact tall : bool \"is tall\" no \"is small\" ask \"Are you tall?\"\n";
    fs::write(&rules, format!("{fact}{claim}")).unwrap();
    // A claim that fails and was to be proved ends with 1, as in `prove`; the page is written.
    let (code, said, page) = report(&rules, &[]);
    assert_eq!(code, 1, "{said}");
    assert!(words(&page).contains("NOT AS EXPECTED"), "{page}");
    // A file stands where the folder is to be.
    fs::write(folder.path().join("page"), "").unwrap();
    let mut kzrule = Command::cargo_bin("kzrule").unwrap();
    kzrule
        .args(["report", "rules.kzrule", "-o", "page"])
        .current_dir(folder.path());
    kzrule.assert().code(2);
}

#[test]
fn words_of_files_are_no_markup() {
    let (_folder, path) = hostile_law::folder();
    let (code, said, page) = report(&path, &[]);
    assert_eq!(code, 0, "{said}");
    // The files, the module, the data, and the one script.
    assert_eq!(page.matches("<script").count(), 4);
    assert_eq!(page.matches("</script").count(), 4);
    assert_eq!(page.matches("<style").count(), 1);
    for never in ["<img", "href=\"javascript", "-->", "\u{2067}"] {
        assert!(!page.contains(never), "{never}");
    }
    // They are all there as words.
    let told = hostile_law::HOSTILE.replace('\u{2067}', "");
    let escaped = told
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    assert!(page.matches(&escaped).count() > 10, "{page}");
}

#[test]
fn nothing_is_loaded_and_no_other_script_runs() {
    let folder = hats("Sale of hats", "2024-03-01", "Hats are sold to the tall.");
    let rules = folder.path();
    let (_, _, page) = report(rules, &[]);
    let policy = page
        .split("Content-Security-Policy\" content=\"")
        .nth(1)
        .unwrap();
    let policy = policy.split('"').next().unwrap();
    assert!(
        policy.starts_with("default-src 'none'; script-src 'sha256-"),
        "{policy}"
    );
    // The module runs, and nothing that is put together on the page.
    let policy = policy.replace("'wasm-unsafe-eval'", "");
    assert!(!policy.contains("unsafe"), "{policy}");
    for never in [" src=", " style=", " onclick=", "@import", "url("] {
        assert!(!page.contains(never), "{never}");
    }
}

#[test]
fn words_days_and_quotations_come_from_the_files() {
    let rules = |heading: &str, day: &str, quote: &str| {
        let folder = hats(heading, day, quote);
        let (code, said, page) = report(folder.path(), &[]);
        assert!([0, 1].contains(&code), "{said}");
        words(&page)
    };
    let one = rules("Sale of hats", "2024-03-01", "Hats are sold to the tall.");
    let other = rules("Hats sold", "2025-04-02", "The tall may buy a hat.");
    for (told, untold) in [(&one, &other), (&other, &one)] {
        assert_ne!(told, untold);
    }
    for (words, other) in [
        ("Sale of hats", "Hats sold"),
        ("1\u{a0}March\u{a0}2024", "2\u{a0}April\u{a0}2025"),
        ("Hats are sold to the tall.", "The tall may buy a hat."),
    ] {
        // In the periods, at the rule, in the text.
        assert!(one.matches(words).count() >= 2, "{words}: {one}");
        assert!(other.len() > 3 && !one.contains(other), "{other}: {one}");
    }
    for said in [
        "Hats sold",
        "2\u{a0}April\u{a0}2025",
        "The tall may buy a hat.",
    ] {
        assert!(other.contains(said), "{said}: {other}");
    }
}

#[test]
fn no_engine_is_heard() {
    for name in ["family_pass", "levy", "dwelling"] {
        let (_, _, page) = report(&law(name), &[]);
        let words = words(&page).to_lowercase();
        let heard: Vec<&str> = words
            .split(|sign: char| !sign.is_alphanumeric())
            .filter(|word| {
                [
                    "slot", "node", "kleene", "sat", "unsat", "solver", "model", "true", "false",
                    "cube", "null",
                ]
                .contains(word)
            })
            .collect();
        assert_eq!(heard, Vec::<&str>::new(), "{name}");
        for sign in ['∧', '∨', '¬', '∀', '∃', '⇒', '→'] {
            assert!(!words.contains(sign), "{name}: {sign}");
        }
        // These laws know none, and the page brings none.
        assert!(!words.contains("visa"), "{name}");
    }
}

#[test]
fn the_words_are_those_of_the_text() {
    let (_, _, page) = report(&law("dwelling"), &[]);
    let page = words(&page).replace('\u{a0}', " ").to_lowercase();
    let page: Vec<&str> = page.split_whitespace().collect();
    let mut kzrule = Command::cargo_bin("kzrule").unwrap();
    let output = kzrule.arg("prove").arg(law("dwelling")).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap().to_lowercase();
    // The head and the foot are about the command; the names of claims stand in bars alone.
    let told = text.lines().skip_while(|line| !line.contains('━'));
    let told = told.take_while(|line| !line.contains("to check a proof again"));
    let told = told.filter(|line| !line.contains('━'));
    let words = told.flat_map(str::split_whitespace);
    let lost: Vec<&str> = words
        .filter(|word| word.chars().any(char::is_alphabetic) && !page.contains(word))
        .collect();
    assert_eq!(lost, Vec::<&str>::new());
}

#[test]
fn what_is_said_of_an_element_is_not_said_of_the_person() {
    let folder = TempDir::new().unwrap();
    let rules = r#"
record vehicle "a vehicle" { electric : bool "is electric" no "is not electric" ask "Is it electric?", }
fact resident : bool "lives in the town" no "lives elsewhere" ask "Do you live in the town?"
list vehicles : vehicle "vehicles" ask "How many vehicles have you?"
term exempt of vehicle : bool "is exempt" no "is not exempt" ask "Is it exempt?" otherwise false
rule electrics "Electric vehicles" of vehicle {
    assumed "electric vehicles of residents are exempt"
    when vehicle.electric and resident
    then vehicle.exempt = true
}
"#;
    fs::write(folder.path().join("rules.kzrule"), rules).unwrap();
    let (_, _, page) = report(folder.path(), &[]);
    let page = words(&page).replace('\u{a0}', " ");
    let page: Vec<&str> = page.split_whitespace().collect();
    let page = page.join(" ");
    assert!(
        page.contains("where a vehicle is electric and a person lives in the town –"),
        "{page}"
    );
}

#[test]
fn what_is_the_same_for_several_steps_is_encoded_once() {
    let folder = TempDir::new().unwrap();
    let rules = r#"
reading whom "Whom does it concern?" { all "everybody", none "nobody" }
fact tall : bool "is tall" no "is small" ask "Are you tall?"
holding card "a card" short "card" yes "has a card" no "has no card" ask "Have you a card?"
procedure buy "buy a hat" does "buys a hat" open
procedure hire "hire a hat" does "hires a hat" open
rule cards "Cards" on buy, hire {
    assumed "hats take a card"
    when whom = all and tall
    then requires card
}
"#;
    fs::write(folder.path().join("rules.kzrule"), rules).unwrap();
    let (_, said, page) = report(folder.path(), &[]);
    assert!(page.contains("As encoded"), "{said}");
    let page = words(&page).replace('\u{a0}', " ");
    let page: Vec<&str> = page.split_whitespace().collect();
    let told = page.join(" ");
    assert!(
        told.contains(
            "where “Whom does it concern?” is answered “everybody” and a person is tall – a card, \
             for each of these: what is required to buy a hat what is required \
             to hire a hat"
        ),
        "{told}"
    );
}

/// Answers chosen on a page, by the names of readings there.
type Chosen<'c> = &'c [(&'c str, &'c str)];

/// A region as the page writes it: whether answers chosen meet it (what is left open may be
/// anything), and whether they settle it.
fn meets(region: &str, chosen: Chosen) -> (bool, bool) {
    let cubes = region.split('|').filter(|cube| !cube.is_empty());
    let parts = |cube: &str| -> Vec<(bool, bool)> {
        let parts = cube.split('&').filter(|part| *part != "*");
        let part = |part: &str| {
            let (reading, places) = part.split_once('=').unwrap();
            let of = chosen.iter().find(|(known, _)| *known == reading);
            match of {
                Some((_, of)) => [places.split(',').any(|place| place == *of); 2].into(),
                None => (true, false),
            }
        };
        parts.map(part).collect()
    };
    let cubes: Vec<Vec<(bool, bool)>> = cubes.map(parts).collect();
    let any = |holds: fn(&(bool, bool)) -> bool| cubes.iter().any(|cube| cube.iter().all(holds));
    (any(|(meets, _)| *meets), any(|(_, covers)| *covers))
}

/// The elements of a page that have an attribute: its value, the others of the element, and what
/// stands in it, up to the end of its first paragraph.
fn having<'p>(page: &'p str, attribute: &str) -> Vec<(String, &'p str, &'p str)> {
    let mut found = Vec::new();
    let start = format!(" {attribute}=\"");
    for part in page.split('<').filter(|part| part.contains(&start)) {
        let element = part.split('>').next().unwrap();
        let value = element.split(&start).nth(1).unwrap();
        let value = value.split('"').next().unwrap().replace("&amp;", "&");
        let at = part.as_ptr() as usize - page.as_ptr() as usize;
        let rest = page.get(at + element.len() + 1..).unwrap();
        found.push((value, element, rest.split("</p>").next().unwrap()));
    }
    found
}

/// What a page has of a claim.
fn article<'p>(page: &'p str, claim: &str) -> &'p str {
    let article = page.split(&format!("id=\"claim-{claim}\"")).nth(1);
    article.unwrap().split("</details>").next().unwrap()
}

/// What stands above the proof of a claim with answers chosen: the notices, and what its verdict is.
fn above<'p>(page: &'p str, claim: &str, chosen: Chosen) -> (Vec<&'p str>, &'static str) {
    let article = article(page, claim);
    let mut notices = Vec::new();
    for (settled, element, words) in having(article, "data-chosen") {
        let element_alone = format!("<{element}>");
        let beside = having(&element_alone, "data-beside");
        let beside = beside
            .first()
            .map_or_else(|| "*".to_owned(), |(beside, ..)| beside.clone());
        if meets(&settled, chosen).1 && meets(&beside, chosen).0 && element.starts_with("div") {
            notices.push(words);
        }
    }
    for (known, _, words) in having(article, "data-beyond") {
        if !meets(&known, chosen).0 {
            notices.push(words);
        }
    }
    let (proved, ..) = having(article, "data-proved").into_iter().next().unwrap();
    let (refuted, ..) = having(article, "data-refuted").into_iter().next().unwrap();
    let verdict = match (meets(&proved, chosen).0, meets(&refuted, chosen).0) {
        (true, true) => "both",
        (true, false) => "proved",
        (false, true) => "refuted",
        (false, false) => "none",
    };
    (notices, verdict)
}

/// A club of which three sentences can be read in two ways; the second and the third answer undo one
/// another.
const CLUB: &str = r#"
reading until_day "Does “until” include the day that it names?" { exclusive "no", inclusive "yes" }
reading post "Who may request a card by post?" { everybody "everybody", pupils "pupils alone" }
reading seniors "May seniors write?" { never "they may not", always "they may at any time" }
fact pupil : bool "is a pupil" no "is no pupil" ask "Are you a pupil?"
fact senior : bool "is a senior" no "is no senior" ask "Are you a senior?"
holding locker "a locker" short "locker" yes "has a locker" no "has no locker" ask "Have you a locker?"
holding card "a card" short "card" yes "has a card" no "has no card" ask "Have you a card?"
procedure take_locker "take a locker" does "takes a locker" grants locker open
procedure take_card "take a card" does "takes a card" grants card open
procedure write "write for a card" does "writes for a card" grants card closed unless a rule opens it
rule lockers "Lockers" on take_locker {
    assumed "a locker takes a card"
    then requires card
}
rule cards "Cards" on take_card {
    assumed "cards are handed out at the locker"
    then requires locker
}
rule by_post "Cards by post" on write {
    assumed "cards are sent until 1 March 2025"
    until if until_day = exclusive then 2025-03-01 else 2025-03-02
    when post = everybody or pupil
    then open
}
rule of_seniors "Seniors" on write {
    assumed "seniors write"
    when seniors = always and senior
    then open
}
prove no_lockers "Nobody gets a locker any longer" {
    for   not locker and not card and not pupil and not senior
    from  2025-03-01
    claim locker is out of reach
    expect proved under until_day = exclusive or post = pupils
}
"#;

#[test]
fn a_notice_speaks_of_the_answers_chosen() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("rules.kzrule"), CLUB).unwrap();
    let (code, said, page) = report(folder.path(), &[]);
    assert_eq!(code, 0, "{said}");
    let page = page.replace('\u{a0}', " ");
    let data = page
        .split("id=\"data\" type=\"application/json\">")
        .nth(1)
        .unwrap();
    let data: serde_json::Value =
        serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    let named = |name: &str| -> String {
        let mut readings = data["readings"].as_array().unwrap().iter();
        let reading = readings.find(|reading| reading["name"] == name).unwrap();
        reading["input"].to_string()
    };
    let [until_day, post, seniors] = ["until_day", "post", "seniors"].map(named);
    let [until_day, post, seniors] = [&until_day, &post, &seniors].map(String::as_str);
    let told = |chosen: Chosen| above(&page, "no_lockers", chosen);
    // Nothing is chosen, or what the proof is told for.
    assert_eq!(told(&[]), (vec![], "both"));
    assert_eq!(
        told(&[(until_day, "0"), (seniors, "0")]),
        (vec![], "proved")
    );
    // One answer is another one, whether the rest is left open or not.
    for (chosen, verdict) in [
        (&[(until_day, "1")][..], "both"),
        (
            &[(until_day, "1"), (post, "0"), (seniors, "0")][..],
            "refuted",
        ),
    ] {
        let (notices, said) = told(chosen);
        assert_eq!(said, verdict);
        let [notice] = notices.as_slice() else {
            panic!("{notices:?}")
        };
        assert!(
            notice.ends_with(
                "With the answer chosen, with all other questions answered as there: The claim \
                 fails on 1 March 2025 alone, and holds from 2 March 2025."
            ),
            "{notice}"
        );
    }
    // With two other answers the claim is proved, and nothing is said to fail.
    let (notices, verdict) = told(&[(until_day, "1"), (post, "1"), (seniors, "0")]);
    assert_eq!(verdict, "proved");
    let [notice] = notices.as_slice() else {
        panic!("{notices:?}")
    };
    assert!(
        notice.contains("was found for other answers than those chosen"),
        "{notice}"
    );
    assert!(!notice.contains("fails on"), "{notice}");
    // What it was found for is named where another answer is chosen.
    let items = having(article(&page, "no_lockers"), "data-chosen");
    let items = items
        .iter()
        .filter(|(_, element, _)| element.starts_with("li"));
    let items: Vec<&str> = items
        .filter(|(settled, ..)| meets(settled, &[(until_day, "1"), (post, "0")]).1)
        .map(|(.., words)| words.split("</li>").next().unwrap())
        .collect();
    assert_eq!(
        items,
        ["Does “until” include the day that it names? What follows is told for the answer “no”."]
    );
    // A way out that opens is told beside it.
    let (notices, verdict) = told(&[(seniors, "1")]);
    assert_eq!((notices.len(), verdict), (1, "both"));
    let opens = article(&page, "no_lockers")
        .split("nother way out opens.")
        .nth(1)
        .unwrap();
    let opens = words(&format!(
        "<body>{}<p>",
        opens.split("</div></div>").next().unwrap()
    ));
    assert!(
        opens.contains("writes for a card, then takes a locker"),
        "{opens}"
    );
}

/// What a draft restates, enacts, moves and repeals stands in the law on a day.
#[test]
fn what_a_draft_changes_is_told() {
    let folder = TempDir::new().unwrap();
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put(
        "law/rules.kzrule",
        r#"
fact tall : bool "is tall" no "is small"
fact old : bool "is old" no "is young"
term fee : int "fee" otherwise 0
act hats "Law on hats" { in force 2024-01-01 assumed "an example" }
rule one "The first fee" in hats { assumed "an example" when tall and old then fee = 1 }
rule two "The second fee" in hats { assumed "an example" when tall and not old then fee = 2 }
rule three "The third fee" in hats { assumed "an example" from 2024-06-01 until 2026-01-01 when not tall and old then fee = 3 }
"#,
    );
    put(
        "draft/draft.kzrule",
        r#"
act later "A draft" { in force 2025-07-01 assumed "the draft begins" }
restate rule one "The first fee" in later { assumed "the fee is lower" when tall and old then fee = 0 }
repeal two in later { assumed "the second fee ends" }
move until of three in later { assumed "a year longer" to 2027-01-01 }
rule four "The fourth fee" in later { assumed "a new fee" when not tall and not old then fee = 4 }
"#,
    );
    let draft = folder.path().join("draft");
    let arguments = ["--with", draft.to_str().unwrap()];
    let (code, said, page) = report(&folder.path().join("law"), &arguments);
    assert_eq!(code, 0, "{said}");
    let words = words(&page);
    let told = words.split("What later acts change").nth(1).unwrap();
    let told: Vec<&str> = told.split_whitespace().collect();
    let told = told.join(" ");
    for change in [
        "The first fee . Restated, first day 1 July 2025. the version before assumed: the fee is lower",
        "The second fee . Repealed, last day 30 June 2025. assumed: the second fee ends",
        "The third fee . Last day moved, last day 31 December 2026. assumed: a year longer",
        "The fourth fee . Enacted, first day 1 July 2025. assumed: a new fee",
    ] {
        let change = change.replace(' ', "\u{a0}");
        let told = told.replace(' ', "\u{a0}");
        assert!(told.contains(&change), "{change}\n{told}");
    }
    // Without it there is nothing of the kind.
    let (.., page) = report(&folder.path().join("law"), &[]);
    assert!(!page.contains("What later acts change"));
}

/// With `--boundaries` each day of the time line says for whom something changes.
#[test]
fn days_say_what_changes_for_somebody() {
    let rules = law("levy");
    let (.., page) = report(&rules, &["--boundaries"]);
    let told = words(&page)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let told = told.replace('\u{a0}', " ");
    let time = told.split("Periods").nth(2).unwrap();
    assert!(time.contains("outcomes change for somebody"), "{time}");
    assert!(time.contains("days of each person’s own"), "{time}");
    let (.., page) = report(&rules, &[]);
    assert!(!words(&page).contains("for somebody"));
}
