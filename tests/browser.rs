//! The page of `kzrule report` in a browser. These tests need chromium and are run by
//! `make test-page`; without it they are left out.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

#[path = "browser/devtools.rs"]
mod devtools;
#[path = "support/hostile_law.rs"]
mod hostile_law;

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use assert_cmd::Command;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use devtools::Browser;

/// The page of some rules, and its address.
fn page(rules: &Path) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let mut kzrule = Command::cargo_bin("kzrule").unwrap();
    kzrule.arg("report").arg(rules).arg("-o").arg(folder.path());
    let output = kzrule.output().unwrap();
    assert!(folder.path().join("index.html").is_file(), "{output:?}");
    let url = format!("file://{}/index.html", folder.path().display());
    (folder, url)
}

fn law(name: &str) -> (TempDir, String) {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    page(&rules.join(name))
}

/// The address of the page of `rules/kz`, made once.
fn kz() -> &'static str {
    static PAGE: OnceLock<(TempDir, String)> = OnceLock::new();
    &PAGE.get_or_init(|| law("kz")).1
}

fn opened(url: &str) -> Browser {
    let mut browser = Browser::start();
    browser.open(url);
    assert_eq!(
        browser.value("document.documentElement.dataset.ready"),
        json!("yes")
    );
    browser
}

/// Chooses an answer in the form.
fn choose(browser: &mut Browser, choice: &str) {
    let chosen = browser.value(&format!(
        "(() => {{ for (const b of document.querySelectorAll('#chooser b')) if (b.textContent === '{choice}') {{
            b.closest('label').querySelector('input').click(); return true; }} return false; }})()"
    ));
    assert_eq!(chosen, json!(true), "{choice}");
}

/// What the verdict of a claim is said to be.
fn verdict(browser: &mut Browser, claim: &str) -> String {
    let found = browser.value(&format!(
        "[...document.querySelector('#claim-{claim} > summary > .verdict').children]
            .filter(child => !child.hidden).map(child => child.textContent.trim()).join(' / ')"
    ));
    found.as_str().unwrap().to_owned()
}

#[test]
#[ignore = "needs chromium: make test-page"]
fn pages_open_without_complaints() {
    for name in ["kz", "levy", "family_pass", "dwelling"] {
        let (folder, url) = law(name);
        let size = fs::metadata(folder.path().join("index.html"))
            .unwrap()
            .len();
        assert!(size < 3_000_000, "{name}: {size}");
        let mut browser = opened(&url);
        // No element is wider than a narrow screen, and every link of the page leads somewhere.
        let lost = browser.value(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))
                .filter(to => !document.getElementById(decodeURIComponent(to.slice(1))))",
        );
        assert_eq!(lost, json!([]), "{name}");
        browser.call(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": true }),
        );
        let wide = browser.value("document.documentElement.scrollWidth");
        assert!(wide.as_i64().unwrap() <= 390, "{name}: {wide}");
        if name == "kz" {
            // The columns of a table stand below one another, each cell with the name of its column.
            let cell = "(() => { const cell = document.querySelector('#claim-dead_end td[data-of=consular]');
                cell.closest('details').open = true;
                return getComputedStyle(cell, '::before').content + getComputedStyle(cell).display })()";
            let cell = browser.value(cell);
            assert!(cell.as_str().unwrap().contains("consular"), "{cell}");
            assert!(cell.as_str().unwrap().ends_with("block"), "{cell}");
        }
        assert_eq!(browser.complaints, Vec::<String>::new(), "{name}");
    }
}

#[test]
#[ignore = "needs chromium: make test-page"]
fn verdicts_and_columns_follow_the_readings() {
    let mut browser = opened(kz());
    assert_eq!(
        verdict(&mut browser, "dead_end"),
        "PROVED on some readings, REFUTED on the others, as expected"
    );
    // The dead end is a matter of registration coming first.
    choose(&mut browser, "parallel");
    assert_eq!(
        verdict(&mut browser, "dead_end"),
        "REFUTED on the answers chosen"
    );
    let notices = "[...document.querySelectorAll('#claim-dead_end .notice')].filter(one => !one.hidden).length";
    assert_eq!(browser.value(notices), json!(1));
    browser.value("document.querySelector('#chooser form').reset()");
    browser.value("new Promise(done => setTimeout(done, 50))");
    assert_eq!(browser.value(notices), json!(0));
    // What one other answer changes is said of it alone: with a second one the claim is proved again.
    choose(&mut browser, "inclusive");
    let said = "[...document.querySelectorAll('#claim-dead_end .notice')].filter(one => !one.hidden).map(one => one.textContent.replaceAll('\\u00a0', ' ')).join()";
    let alone = browser.value(said);
    assert!(
        alone
            .as_str()
            .unwrap()
            .contains("fails on 1 July 2025 alone"),
        "{alone}"
    );
    for choice in ["fingerprints once", "blocks", "outside"] {
        choose(&mut browser, choice);
    }
    assert_eq!(
        verdict(&mut browser, "dead_end"),
        "PROVED on the answers chosen"
    );
    let together = browser.value(said);
    assert!(
        together
            .as_str()
            .unwrap()
            .contains("was found for other answers than those chosen"),
        "{together}"
    );
    assert!(
        !together.as_str().unwrap().contains("fails on"),
        "{together}"
    );
    browser.value("document.querySelector('#chooser form').reset()");
    browser.value("new Promise(done => setTimeout(done, 50))");
    // On the consular reading there is no circle of the literal one, and no column.
    let circles = "[...document.querySelectorAll('#claim-dead_end .ring')].filter(one => one.checkVisibility()).length";
    let heads = "[...document.querySelectorAll('#claim-dead_end .head th')].filter(one => one.checkVisibility()).map(one => one.textContent)";
    assert_eq!(browser.value(circles), json!(2));
    assert_eq!(browser.value(heads), json!(["", "literal", "consular"]));
    choose(&mut browser, "consular");
    assert_eq!(browser.value(circles), json!(1));
    assert_eq!(browser.value(heads), json!(["", "consular"]));
}

#[test]
#[ignore = "needs chromium: make test-page"]
fn the_law_follows_the_day() {
    let mut browser = opened(kz());
    let state = |browser: &mut Browser, day: &str| -> Value {
        browser.value(&format!(
            "(() => {{ const field = document.querySelector('#day input[type=date]'); field.value = '{day}';
                field.dispatchEvent(new Event('input'));
                const rule = [...document.querySelectorAll('.rule')].find(rule => rule.querySelector('h4').textContent === 'Airport and electronic visas');
                return rule.dataset.now; }})()"
        ))
    };
    // Suspended until 1 July 2025: whether on that day, is a reading.
    assert_eq!(state(&mut browser, "2023-12-31"), json!("out"));
    assert_eq!(state(&mut browser, "2024-01-01"), json!("in"));
    assert_eq!(state(&mut browser, "2025-06-30"), json!("in"));
    assert_eq!(state(&mut browser, "2025-07-01"), json!("open"));
    assert_eq!(state(&mut browser, "2025-07-02"), json!("out"));
    choose(&mut browser, "exclusive");
    assert_eq!(state(&mut browser, "2025-07-01"), json!("out"));
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
#[ignore = "needs chromium: make test-page"]
fn everything_is_reached_by_keys() {
    let mut browser = opened(kz());
    // The first stop leads past the bar, the form opens by a key and closes by another.
    browser.press("Tab", 9);
    assert_eq!(
        browser.value("document.activeElement.className"),
        json!("skip")
    );
    browser.press("Tab", 9);
    browser.press("Tab", 9);
    browser.press("Enter", 13);
    assert_eq!(
        browser.value("document.querySelector('#chooser').open"),
        json!(true)
    );
    browser.press("Tab", 9);
    browser.press("Tab", 9);
    browser.press("ArrowDown", 40);
    assert_eq!(
        browser.value("document.activeElement.type + document.activeElement.value"),
        json!("radio0")
    );
    assert_eq!(
        browser.value("document.querySelector('#chosen').textContent"),
        json!("literal")
    );
    browser.press("Escape", 27);
    assert_eq!(
        browser.value("document.querySelector('#chooser').open"),
        json!(false)
    );
    // Whatever takes a click takes the focus, too.
    let mute = browser.value(
        "[...document.querySelectorAll('a, button, input, select, summary')].filter(one => one.tabIndex < 0).length",
    );
    assert_eq!(mute, json!(0));
    // A line of the text leads to the claim that cites it, which opens.
    let open = browser.value(
        "(() => { const claim = document.querySelectorAll('.claim')[5]; claim.open = false; location.hash = claim.id;
            return new Promise(done => setTimeout(() => done(claim.open), 100)); })()",
    );
    assert_eq!(open, json!(true));
}

#[test]
#[ignore = "needs chromium: make test-page"]
fn all_of_it_is_printed() {
    let (_folder, url) = law("levy");
    let mut browser = opened(&url);
    let printed = |browser: &mut Browser| {
        let pdf = browser.call("Page.printToPDF", json!({ "preferCSSPageSize": true }));
        pdf["data"].as_str().unwrap().len()
    };
    let folded = printed(&mut browser);
    browser.value("document.querySelectorAll('.claim').forEach(claim => { claim.open = true; })");
    let open = printed(&mut browser);
    // What is folded on the screen is open on paper; a byte or two of a PDF are its clock.
    assert!(folded.abs_diff(open) < 100, "{folded} {open}");
    browser.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let shown = browser.value(
        "['.top', '.toc', '#day'].filter(one => document.querySelector(one).checkVisibility())",
    );
    assert_eq!(shown, json!([]));
}

#[test]
#[ignore = "needs chromium: make test-page"]
fn a_hostile_law_does_nothing() {
    let (_rules, folder) = hostile_law::folder();
    let (_folder, url) = page(&folder);
    let mut browser = opened(&url);
    assert_eq!(browser.value("typeof window.hostile"), json!("undefined"));
    assert_eq!(
        browser.value("document.querySelectorAll('img, iframe, object').length"),
        json!(0)
    );
    // The data, the files, the module, and the one script.
    assert_eq!(browser.value("document.scripts.length"), json!(4));
    wake(&mut browser);
    assert_eq!(
        browser.value("document.querySelectorAll('img, iframe, object').length"),
        json!(0)
    );
    assert_eq!(browser.value("typeof window.hostile"), json!("undefined"));
    let data = browser.value("JSON.parse(document.getElementById('data').textContent).version");
    assert_eq!(data, json!(1));
    assert_eq!(browser.complaints, Vec::<String>::new());
}

/// Brings the case near, and waits for the evaluator.
fn wake(browser: &mut Browser) {
    browser.value("document.querySelector('#case').scrollIntoView()");
    let ready = "new Promise((done, fail) => { let left = 400; const look = () => {
        const state = document.querySelector('#case').dataset.state;
        if (state === 'ready' || state === 'failed' || left === 0) done(state + document.querySelector('#evaluator').textContent);
        left -= 1; setTimeout(look, 25); }; look(); })";
    assert_eq!(browser.value(ready), json!("ready"));
}

/// Says something of the person, or of what is being done.
fn say(browser: &mut Browser, control: &str, value: &str) {
    let said = browser.value(&format!(
        "(() => {{ const control = document.querySelector({control:?}); control.value = {value:?};
            control.dispatchEvent(new Event('input', {{ bubbles: true }})); return control.value; }})()"
    ));
    assert_eq!(said, json!(value), "{control}");
}

/// Opens a line, waits until it is told in full, and reads what the page says: the line, and below it.
fn told(browser: &mut Browser, question: &str) -> (String, String) {
    let found = browser.value(&format!(
        "new Promise(done => {{ let left = 2400; const look = () => {{
            const line = [...document.querySelectorAll('.row')].find(line => line.isConnected && line.dataset.key === {question:?});
            if (!line) {{ done(['no such line', '']); return; }}
            line.open = true;
            const full = line.dataset.full && line.dataset.settled;
            if (full || left === 0) done([line.firstChild.textContent, line.lastChild.innerText]);
            else {{ left -= 1; setTimeout(look, 25); }} }}; look(); }})"
    ));
    let text = |at: usize| found[at].as_str().unwrap().to_owned();
    (text(0), text(1))
}

/// The words in their order in the alphabet: lines and columns are broken otherwise on the page.
fn words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(letters);
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.sort();
    words
}

/// Letters and digits alone, in capitals.
fn letters(text: &str) -> String {
    let signs = text.chars().filter(|sign| sign.is_alphanumeric());
    signs.flat_map(char::to_uppercase).collect()
}

/// What `kzrule eval --explain` says of one question: the words in capitals, and what follows.
fn evaluated(case: &str, day: &str, readings: &[&str], question: &str) -> (String, String) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("case.json");
    fs::write(&file, case).unwrap();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/kz");
    let mut kzrule = Command::cargo_bin("kzrule").unwrap();
    kzrule.arg("eval").arg(rules).arg("--case").arg(file);
    kzrule.args(["--on", day, "--explain", "--ask", question]);
    for reading in readings {
        kzrule.args(["--reading", reading]);
    }
    let output = kzrule.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let answer = text.split_once("\n\n\n━━ ").unwrap().1;
    let (banner, rest) = answer.split_once('\n').unwrap();
    let (told, _) = rest.rsplit_once("\n\n\n━━").unwrap();
    (banner.to_owned(), told.to_owned())
}

/// A day, what is said of the person, the readings, and what is asked.
type Tried<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str], &'a str);

#[test]
#[ignore = "needs chromium: make test-page"]
fn a_case_comes_to_what_eval_says() {
    let mut browser = opened(kz());
    wake(&mut browser);
    let all = "until_day=exclusive";
    let cases: [Tried<'_>; 5] = [
        // On the last day of the suspension, and on the first day after it.
        (
            "2025-06-30",
            &[
                ("status", "foreigner"),
                ("born", "1985-06-15"),
                ("needs_visa", "true"),
                ("evisa_open", "true"),
            ],
            &[],
            "register is due",
        ),
        (
            "2025-07-01",
            &[
                ("status", "foreigner"),
                ("born", "1985-06-15"),
                ("needs_visa", "true"),
                ("evisa_open", "true"),
            ],
            &[],
            "register is due",
        ),
        (
            "2025-07-01",
            &[
                ("status", "foreigner"),
                ("born", "1985-06-15"),
                ("needs_visa", "true"),
                ("evisa_open", "true"),
            ],
            &[all],
            "register is due",
        ),
        // Without papers, on a day before and a day after.
        (
            "2023-12-31",
            &[
                ("status", "stateless"),
                ("born", "1990-01-01"),
                ("needs_visa", "true"),
            ],
            &[],
            "visa is within reach",
        ),
        (
            "2025-07-02",
            &[
                ("status", "stateless"),
                ("born", "1990-01-01"),
                ("needs_visa", "true"),
            ],
            &[all],
            "visa is within reach",
        ),
    ];
    for (day, facts, readings, question) in cases {
        browser.value("document.querySelector('#facts').reset()");
        browser.value("document.querySelector('#chooser form').reset()");
        browser.value("new Promise(done => setTimeout(done, 50))");
        for reading in readings {
            choose(&mut browser, reading.split('=').next_back().unwrap());
        }
        for (fact, value) in facts {
            say(&mut browser, &format!("[data-fact={fact}]"), value);
        }
        if question == "register is due" {
            say(
                &mut browser,
                "#facts [name=step]",
                r#"{"obtain_visa":["electronic"]}"#,
            );
        }
        browser.value("document.querySelector('#facts').elements.nothing_else.click()");
        say(&mut browser, "#facts [name=day]", day);
        let case = browser.value("document.querySelector('#written').textContent");
        let case = case.as_str().unwrap();
        let (line, below) = told(&mut browser, question);
        let (banner, expected) = evaluated(case, day, readings, question);
        assert_eq!(words(&below), words(&expected), "{day} {question} {case}");
        if banner.starts_with("IT DEPENDS") {
            assert!(line.starts_with("DEPENDS ON READINGS"), "{line}");
        } else {
            assert!(
                letters(&banner).starts_with(&letters(&line)),
                "{banner} {line}"
            );
        }
    }
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
#[ignore = "needs chromium: make test-page"]
fn what_is_not_said_is_not_no() {
    let mut browser = opened(kz());
    wake(&mut browser);
    say(&mut browser, "[data-fact=status]", "foreigner");
    let written = browser.value("document.querySelector('#written').textContent");
    let written: Value = serde_json::from_str(written.as_str().unwrap()).unwrap();
    assert_eq!(written, json!({ "given": { "status": "foreigner" } }));
    let open = browser
        .value("document.querySelector('[data-key=\"visa is within reach\"] summary').textContent");
    assert_eq!(open, json!("UNDETERMINED whether a visa is within reach"));
}

/// The middle one of some times, and the best and the worst, in milliseconds.
fn spread(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let middle = times[times.len() / 2];
    let (best, worst) = (times[0], times[times.len() - 1]);
    format!("median {middle:.1} ms, from {best:.1} ms to {worst:.1} ms")
}

/// Fails on no time: machines differ, and what else they do. `make page-times` shows what it prints.
#[test]
#[ignore = "needs chromium: make page-times"]
fn measured() {
    for name in ["kz", "levy", "family_pass", "dwelling"] {
        let (folder, url) = law(name);
        let size = fs::metadata(folder.path().join("index.html")).unwrap();
        println!("rules/{name}: a page of {} KB", size.len() / 1000);
        let mut browser = opened(&url);
        let times = (0..21).map(|_| {
            browser.open(&url);
            let ready = "performance.getEntriesByType('navigation')[0].loadEventEnd";
            browser.value(ready).as_f64().unwrap()
        });
        println!(
            "  ready from the disk:           {}",
            spread(times.collect())
        );
    }
    let mut browser = opened(kz());
    wake(&mut browser);
    for (fact, value) in [
        ("status", "foreigner"),
        ("born", "1985-06-15"),
        ("needs_visa", "true"),
    ] {
        say(&mut browser, &format!("[data-fact={fact}]"), value);
    }
    browser.value("document.querySelector('#facts').elements.nothing_else.click()");
    say(
        &mut browser,
        "#facts [name=step]",
        r#"{"obtain_visa":["foreign_establishment"]}"#,
    );
    let times = browser.value(
        "(() => { const slider = document.querySelector('#facts [name=slider]'), times = [];
            for (let at = 0; at < 201; at += 1) { slider.value = +slider.min + at * 7; const start = performance.now();
                slider.dispatchEvent(new Event('input', { bubbles: true })); times.push(performance.now() - start); }
            return times; })()",
    );
    let times: Vec<f64> = times
        .as_array()
        .unwrap()
        .iter()
        .map(|time| time.as_f64().unwrap())
        .collect();
    println!(
        "rules/kz, the explorer while the day moves, {} days: {}",
        times.len(),
        spread(times)
    );
}

#[test]
#[ignore = "needs chromium: make test-page"]
fn a_case_is_set_by_keys() {
    let mut browser = opened(kz());
    wake(&mut browser);
    browser.value("document.querySelector('#facts [name=slider]').focus()");
    let day = browser.value("document.querySelector('#facts').elements.day.value");
    browser.press("ArrowRight", 39);
    let next = browser.value("document.querySelector('#facts').elements.day.value");
    assert!(next.as_str() > day.as_str(), "{day} {next}");
    browser.value("document.querySelector('[data-fact=status]').focus()");
    browser.press("ArrowDown", 40);
    let told = browser.value("document.querySelector('#told').textContent");
    assert!(told.as_str().unwrap().contains("A citizen"), "{told}");
    browser.value("document.querySelector('.row summary').focus()");
    browser.press("Enter", 13);
    assert_eq!(
        browser.value("document.querySelector('.row').open"),
        json!(true)
    );
}

#[test]
#[ignore = "needs the module of this source: make explorer"]
fn the_evaluator_is_built_from_this_source() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = std::process::Command::new("sh");
    let sources = sources
        .args(["scripts/explorer.sh", "--source"])
        .current_dir(root);
    let found = String::from_utf8(sources.output().unwrap().stdout).unwrap();
    let noted = fs::read_to_string(root.join("src/cli/explorer.source")).unwrap();
    let noted: Vec<&str> = noted.lines().collect();
    let module = fs::read(root.join("src/cli/explorer.wasm.gz")).unwrap();
    let module: String = Sha256::digest(&module)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(
        [found.trim(), &module],
        noted.as_slice(),
        "src/cli/explorer.wasm.gz is of another source, or another module: make explorer"
    );
}
