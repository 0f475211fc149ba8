//! What `test --accept` keeps, and the review of a change of the rules.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value as Json;
use tempfile::TempDir;

const RULES: &str = r#"
fact member : bool "is a member" no "is no member" ask "Are you a member?"
term fee : int "fee in crowns" ask "What is the fee?" otherwise 0
rule ten "Fee" {
    assumed "members pay 10 crowns"
    when member
    then fee = 10
}
case members "A member" {
    on 2025-03-01
    given member
    expect fee > 5 by ten
}
case guests "A guest" {
    on 2025-03-01
    given not member
    expect fee < 5
}
prove little "Nobody pays more than 10 crowns" { claim fee <= 10 }
"#;

/// Runs `kzrule test` in a folder, and gives what it prints with how it ends.
fn test(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .arg("test")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).unwrap();
    (printed, output.status.code().unwrap())
}

fn law() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("law")).unwrap();
    put(&folder, RULES);
    folder
}

fn put(folder: &TempDir, rules: &str) {
    fs::write(folder.path().join("law/rules.kzrule"), rules).unwrap();
}

fn kept(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join("law/outcomes").join(file)).unwrap()
}

#[test]
fn nothing_is_compared_where_nothing_is_stored() {
    let folder = law();
    let (printed, code) = test(folder.path(), &["law"]);
    assert_eq!(
        (printed.as_str(), code),
        ("2 cases: 2 passed. 2 expectations.\n", 0)
    );
    assert!(!folder.path().join("law/outcomes").exists());
}

#[test]
fn a_change_is_told_and_accepted_one_by_one() {
    let folder = law();
    let (printed, code) = test(folder.path(), &["law", "--accept"]);
    assert_eq!(code, 0);
    let first = "Stored for the first time: 2 cases.\n";
    assert!(printed.ends_with(first), "{printed}");
    assert!(!printed.contains("Otherwise than stored"), "{printed}");
    assert!(kept(&folder, "cases/members.txt").ends_with("by ten\n"));
    let (printed, code) = test(folder.path(), &["law"]);
    assert_eq!(code, 0, "{printed}");

    // Another rule decides, a case goes, and one comes.
    let rules = RULES
        .replace("rule ten", "rule dozen")
        .replace("by ten", "by dozen");
    put(&folder, &rules.replace("case guests", "case visitors"));
    let (printed, code) = test(folder.path(), &["law"]);
    assert_eq!(code, 1, "{printed}");
    for told in [
        "OTHERWISE THAN STORED",
        "STORED, AND GONE",
        "NOT STORED",
        "  The same comes out, for other reasons.\n\n  Amended or gone, among the reasons\n    \
         –  ten: no rule has this name any more\n\n  New among the reasons\n    \
         –  “Fee” (dozen)",
        "━━ 1 case ━━\n\n    –  cases/visitors: A guest\n",
        "━━ 1 case ━━\n\n    –  cases/guests\n",
        "Not stored: 1 case. Otherwise than stored: 2 cases. Accept all with",
    ] {
        assert!(printed.contains(told), "{told}\n{printed}");
    }
    assert!(kept(&folder, "cases/members.txt").ends_with("by ten\n"));

    // A case that is named is compared alone.
    let (printed, code) = test(folder.path(), &["law", "visitors"]);
    assert!(code == 1 && !printed.contains("members"), "{printed}");

    let (printed, code) = test(folder.path(), &["law", "--accept", "members"]);
    assert!(code == 1 && printed.contains("ACCEPTED"), "{printed}");
    assert!(kept(&folder, "cases/members.txt").ends_with("by dozen\n"));
    assert!(folder.path().join("law/outcomes/cases/guests.txt").exists());

    let (printed, code) = test(folder.path(), &["law", "--accept", "visitor"]);
    assert!(
        code == 2 && printed.contains("did you mean `visitors`?"),
        "{printed}"
    );
    assert_eq!(test(folder.path(), &["law", "--accept"]).1, 0);
    assert!(!folder.path().join("law/outcomes/cases/guests.txt").exists());
    assert_eq!(test(folder.path(), &["law"]).1, 0);
}

/// Where one of several files cannot be written, none is: the others stay as they were, and nothing is left
/// beside them.
#[test]
fn all_is_accepted_or_nothing() {
    let folder = law();
    test(folder.path(), &["law", "--accept"]);
    let cases = folder.path().join("law/outcomes/cases");
    let names = || {
        let entries = fs::read_dir(&cases).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = [
        kept(&folder, "cases/guests.txt"),
        kept(&folder, "cases/members.txt"),
    ];
    // Both come out otherwise, one is gone and one is new.
    let rules = RULES
        .replace("rule ten", "rule dozen")
        .replace("by ten", "by dozen")
        .replace("otherwise 0", "otherwise 1");
    put(&folder, &rules.replace("case guests", "case visitors"));

    let written = |only: bool| {
        let file = cases.join("members.txt");
        let mut rights = fs::metadata(&file).unwrap().permissions();
        rights.set_readonly(only);
        fs::set_permissions(&file, rights).unwrap();
    };
    written(true);
    let (printed, code) = test(folder.path(), &["law", "--accept"]);
    assert_eq!(code, 2, "{printed}");
    assert!(
        printed.starts_with(
            "kz0008\n\n  × cannot write `law/outcomes/cases/members.txt`: it may not be written to\n"
        ),
        "{printed}"
    );
    let after = [
        kept(&folder, "cases/guests.txt"),
        kept(&folder, "cases/members.txt"),
    ];
    assert_eq!((after, names().len()), (before.clone(), 2));

    // A folder has the name of a file.
    written(false);
    fs::create_dir(cases.join("visitors.txt")).unwrap();
    let (printed, code) = test(folder.path(), &["law", "--accept"]);
    assert_eq!(code, 2, "{printed}");
    assert!(
        printed.contains("`law/outcomes/cases/visitors.txt`"),
        "{printed}"
    );
    let after = [
        kept(&folder, "cases/guests.txt"),
        kept(&folder, "cases/members.txt"),
    ];
    assert_eq!((after, names().len()), (before, 3));

    fs::remove_dir(cases.join("visitors.txt")).unwrap();
    assert_eq!(test(folder.path(), &["law", "--accept"]).1, 0);
    assert_eq!(names(), ["members.txt", "visitors.txt"]);
}

/// Something else in the place of a folder or of a file is told with what can be done about it.
#[cfg(unix)]
#[test]
fn something_else_in_the_place_of_outcomes_is_told() {
    let folder = law();
    let path = |name: &str| folder.path().join("law").join(name);
    let refused = |name: &str, is: &str, help: &str| {
        for arguments in [&["law", "--accept"][..], &["law"]] {
            let (printed, code) = test(folder.path(), arguments);
            let told = format!("kz0004\n\n  × `law/{name}` {is}\n  help: {help}\n");
            assert!(code == 2 && printed.starts_with(&told), "{printed}");
        }
    };
    let is_file = "is a file where outcomes are stored";
    fs::write(path("outcomes"), "mine").unwrap();
    refused("outcomes", is_file, "move the file away");
    fs::remove_file(path("outcomes")).unwrap();

    std::os::unix::fs::symlink(path("nowhere"), path("outcomes")).unwrap();
    refused(
        "outcomes",
        "is a link to what is not there, and none is followed here",
        "remove it, or put the folder itself in its place",
    );
    fs::remove_file(path("outcomes")).unwrap();

    fs::create_dir(path("outcomes")).unwrap();
    fs::write(path("outcomes/cases"), "mine").unwrap();
    refused("outcomes/cases", is_file, "move the file away");
    fs::remove_file(path("outcomes/cases")).unwrap();

    fs::create_dir_all(path("outcomes/cases/members.txt")).unwrap();
    refused(
        "outcomes/cases/members.txt",
        "is a folder where an outcome is stored",
        "move the folder away",
    );
    fs::remove_dir(path("outcomes/cases/members.txt")).unwrap();
    fs::write(path("outcomes/cases/members.txt"), [0xff]).unwrap();
    let (printed, code) = test(folder.path(), &["law", "--accept"]);
    assert!(
        code == 2 && printed.contains("help: move it away, and accept what comes out anew"),
        "{printed}"
    );
}

#[test]
fn what_is_laid_over_is_reviewed_and_not_accepted() {
    let folder = law();
    test(folder.path(), &["law", "--accept"]);
    fs::create_dir(folder.path().join("draft")).unwrap();
    let draft = r#"act reform "A draft" { in force 2025-01-01 assumed "a draft" }
        restate rule ten "Fee" in reform { assumed "they pay 12" when member then fee = 12 }"#;
    fs::write(folder.path().join("draft/draft.kzrule"), draft).unwrap();
    let (printed, code) = test(folder.path(), &["law", "--with", "draft"]);
    assert!(
        code == 0 && printed.contains("OTHERWISE THAN STORED"),
        "{printed}"
    );
    assert_eq!(
        test(folder.path(), &["law", "--with", "draft", "--accept"]).1,
        2
    );
    let file = ["law/rules.kzrule", "--accept"];
    assert_eq!(test(folder.path(), &file).1, 2);
}

#[test]
fn what_is_not_compared_is_said() {
    let folder = law();
    let known = ["law", "--known-on", "2025-01-01"];
    assert!(!test(folder.path(), &known).0.contains("compared"));
    test(folder.path(), &["law", "--accept"]);
    let (printed, code) = test(folder.path(), &known);
    assert_eq!(code, 0, "{printed}");
    let told = "Nothing is compared with the outcomes that are stored: they are those without \
                --known-on.\n";
    assert!(printed.ends_with(told), "{printed}");
    let (printed, _) = test(folder.path(), &[&known[..], &["--format", "json"]].concat());
    let json: Json = serde_json::from_str(&printed).unwrap();
    assert_eq!(json["not_compared"], told.trim_end());
    let (printed, code) = test(folder.path(), &[&known[..], &["--accept"]].concat());
    assert!(
        code == 2 && printed.contains("leave out `--known-on`"),
        "{printed}"
    );
    let (printed, code) = test(folder.path(), &["law", "members", "--accept"]);
    assert!(code == 2 && printed.contains("--accept NAME"), "{printed}");
}

/// A layer brings cases of its own, of which nothing is stored.
#[test]
fn a_case_of_a_layer_is_not_compared() {
    let folder = law();
    test(folder.path(), &["law", "--accept"]);
    fs::create_dir(folder.path().join("more")).unwrap();
    let case = r#"case third "A third" { on 2025-03-01 given member expect fee = 10 }"#;
    fs::write(folder.path().join("more/case.kzrule"), case).unwrap();
    let (printed, code) = test(folder.path(), &["law", "--with", "more"]);
    assert!(code == 0 && printed.contains("3 cases"), "{printed}");
}

/// Cases in which the same comes out otherwise are told once, with the rule that an amendment repeals and
/// whom the first of them is about.
/// Each outcome is told beside the one to the same question, and no rule that is not in force on the day of
/// the case is among what is new.
#[test]
fn outcomes_are_told_by_what_is_asked() {
    let rules = r#"
fact member : bool "is a member" no "is no member" ask "Are you a member?"
fact young : bool "is young" no "is not young" ask "Are you young?"
term fee : int "fee in crowns" ask "What is the fee?" otherwise 0
rule ten "Fee" { assumed "x" until 2025-07-01 when member then fee = 10 }
rule twelve "Higher fee" { assumed "x" from 2025-07-01 when member then fee = 12 }
rule youth "The young" lifts ten, twelve { assumed "x" when young }
case members "A member" {
    on 2025-06-30
    given member, not young
    expect fee = 10
    expect fee > 5
}
"#;
    let folder = law();
    put(&folder, rules);
    test(folder.path(), &["law", "--accept"]);
    put(&folder, &rules.replace(" when young }", " }"));
    let (told, _) = test(folder.path(), &["law"]);
    let (_, review) = told.split_once("OTHERWISE THAN STORED").unwrap();
    let words: Vec<&str> = review.split_whitespace().collect();
    let words = words.join(" ");
    for pair in [
        "Was the fee in crowns is 10 Is now the fee in crowns is not 10: the fee in crowns is 0",
        "Was the fee in crowns is more than 5: the fee in crowns is 10 \
         Is now the fee in crowns is 5 or less: the fee in crowns is 0",
    ] {
        assert!(words.contains(pair), "{review}");
    }
    assert!(
        words.contains("New among the reasons – “The young”"),
        "{review}"
    );
    assert!(!words.contains("Higher fee"), "{review}");
}

#[test]
fn what_several_cases_have_in_common_is_told_once() {
    let folder = law();
    let more =
        r#"case others "Another member" { on 2025-04-01 given member expect fee > 5 by ten }"#;
    put(&folder, &format!("{RULES}\n{more}\n"));
    test(folder.path(), &["law", "--accept"]);
    fs::create_dir(folder.path().join("draft")).unwrap();
    let draft = r#"act reform "A draft" { in force 2025-02-01 assumed "a draft" }
        repeal ten in reform { assumed "a draft" }"#;
    fs::write(folder.path().join("draft/draft.kzrule"), draft).unwrap();
    let (printed, _) = test(folder.path(), &["law", "--with", "draft"]);
    let review = printed.split("OTHERWISE THAN STORED ").nth(2).unwrap();
    let told = "\
  On 1 March 2025: a person is a member.

  Was        the fee in crowns is more than 5: the fee in crowns is 10
  Is now     the fee in crowns is 5 or less: the fee in crowns is 0

  Amended or gone, among the reasons
    –  “Fee” (ten): repealed by “A draft”, in force up to 31 January 2025                    assumed

  So too:
    –  cases/others: Another member
";
    assert!(review.contains(told), "{printed}");
    assert!(
        printed.ends_with("with what is laid over the rules: 3 cases.\n"),
        "{printed}"
    );
}

/// Whoever edits a law of the repository sees what comes out otherwise: holds what comes out of a law
/// against what is stored of it, of these kinds.
fn is_as_stored(law: &str, kinds: &[&str]) {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let outcomes = rules.join(law).join("outcomes");
    let mut stored: Vec<String> = fs::read_dir(outcomes)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    stored.sort_unstable();
    assert_eq!(stored, kinds);
    let (printed, code) = test(&rules, &[law]);
    assert_eq!(code, 0, "{printed}");
    let is_said = printed.contains("are not compared");
    assert_eq!(is_said, cfg!(not(feature = "z3")), "{printed}");
}

#[test]
fn the_first_law_is_as_stored() {
    is_as_stored("kz", &["cases", "claims", "findings"]);
}

#[test]
fn the_law_of_dwellings_is_as_stored() {
    is_as_stored("dwelling", &["cases", "claims", "findings"]);
}

#[test]
fn the_law_of_a_levy_is_as_stored() {
    is_as_stored("levy", &["cases", "claims"]);
}

#[test]
fn the_law_of_a_pass_is_as_stored() {
    is_as_stored("family_pass", &["cases", "claims"]);
}

#[test]
fn a_change_is_told_to_programs() {
    let folder = law();
    test(folder.path(), &["law", "--accept"]);
    put(&folder, &RULES.replace("fee = 10", "fee = 8"));
    let (printed, code) = test(folder.path(), &["law", "--format", "json"]);
    assert_eq!(code, 1, "{printed}");
    let json: Json = serde_json::from_str(&printed).unwrap();
    let told = &json["otherwise_than_stored"];
    assert_eq!(told[0]["kind"], "cases");
    assert_eq!(told[0]["name"], "members");
    assert_ne!(told[0]["before"], told[0]["after"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_read_or_written_through_a_link() {
    let folder = law();
    let elsewhere = TempDir::new().unwrap();
    fs::create_dir(elsewhere.path().join("cases")).unwrap();
    fs::write(elsewhere.path().join("cases/members.txt"), "secret\n").unwrap();
    let link = folder.path().join("law/outcomes");
    std::os::unix::fs::symlink(elsewhere.path(), link).unwrap();
    for arguments in [&["law"][..], &["law", "--accept"]] {
        let (printed, code) = test(folder.path(), arguments);
        assert!(code == 2 && !printed.contains("secret"), "{printed}");
    }
}

#[cfg(feature = "z3")]
#[test]
fn verdicts_are_stored_where_it_is_asked() {
    let folder = law();
    let (_, code) = test(folder.path(), &["law", "--accept", "--verdicts"]);
    assert_eq!(code, 0);
    assert_eq!(kept(&folder, "claims/little.txt"), "Proved\n");
    put(&folder, &RULES.replace("fee = 10", "fee = 12"));
    let (printed, code) = test(folder.path(), &["law"]);
    assert_eq!(code, 1, "{printed}");
    let told = "claims/little ━━\n\n  Nobody pays more than 10 crowns\n\n  \
                Was        proved\n  Is now     refuted, which is not as expected\n";
    assert!(printed.contains(told), "{printed}");
    let printed = test(folder.path(), &["law", "--format", "json"]).0;
    let json: Json = serde_json::from_str(&printed).unwrap();
    let changes = json["otherwise_than_stored"].as_array().unwrap();
    let claim = changes.iter().find(|change| change["kind"] == "claims");
    assert_eq!(claim.unwrap()["heading"], "Nobody pays more than 10 crowns");
    let code = test(folder.path(), &["law", "--accept", "little"]).1;
    assert_eq!(kept(&folder, "claims/little.txt"), "Refuted\n");
    // The case of members is still otherwise: the rule gives 12.
    assert_eq!(code, 1);
}

/// A finding comes with an edit, and goes with another.
#[cfg(feature = "z3")]
#[test]
fn a_finding_is_told_and_accepted() {
    let folder = law();
    test(folder.path(), &["law", "--accept", "--verdicts"]);
    // Nobody is a member and not a member.
    let rules = RULES.replace("    when member\n", "    when member and not member\n");
    put(&folder, &rules);
    let (printed, code) = test(folder.path(), &["law"]);
    assert_eq!(code, 1, "{printed}");
    assert!(
        printed.contains("NOT STORED") && printed.contains("findings/ten_"),
        "{printed}"
    );
    assert_eq!(
        test(folder.path(), &["law", "--accept"]).1,
        1,
        "a case fails"
    );
    put(&folder, RULES);
    let printed = test(folder.path(), &["law"]).0;
    let gone = printed.split("STORED, AND GONE").nth(1).unwrap();
    assert!(gone.contains("findings/ten_"), "{printed}");
    assert!(gone.contains(": A rule"), "{printed}");
}

/// A case and a claim may have one name.
#[cfg(feature = "z3")]
#[test]
fn one_of_two_of_a_name_is_accepted() {
    let folder = law();
    let rules = RULES.replace("prove little", "prove members");
    put(&folder, &rules);
    test(folder.path(), &["law", "--accept", "--verdicts"]);
    put(&folder, &rules.replace("fee = 10", "fee = 12"));
    let (printed, code) = test(folder.path(), &["law", "--accept", "members"]);
    assert_eq!(code, 2, "{printed}");
    assert!(
        printed.contains("write `cases/members` or `claims/members`"),
        "{printed}"
    );
    let (printed, _) = test(folder.path(), &["law", "--accept", "claims/members"]);
    assert!(printed.contains("Accepted: 1."), "{printed}");
    assert_eq!(kept(&folder, "claims/members.txt"), "Refuted\n");
}

/// A claim that hangs on a reading is kept with the answers on which it is proved.
#[cfg(feature = "z3")]
#[test]
fn a_verdict_is_kept_with_the_answers_it_hangs_on() {
    let folder = law();
    let reading = r#"reading guest "Who is a guest?" { nobody "nobody", anybody "anybody else" }"#;
    let rules = RULES.replace("when member\n", "when member and guest = nobody\n");
    let claim = r#"prove paid "Every member pays" { for member claim fee = 10 expect refuted }"#;
    put(&folder, &format!("{rules}\n{reading}\n{claim}\n"));
    test(folder.path(), &["law", "--accept", "--verdicts"]);
    assert_eq!(
        kept(&folder, "claims/paid.txt"),
        "Proved on the nobody reading, refuted on the anybody reading\n\
         Proved where “Who is a guest?” is answered “nobody”\n"
    );
}

/// A claim that was proved and hangs on a reading now is told with the answers, and with the days on which
/// it fails.
#[cfg(feature = "z3")]
#[test]
fn a_verdict_that_hangs_on_a_reading_is_reviewed_in_words() {
    let folder = law();
    let reading = r#"reading guest "Who is a guest?" { nobody "nobody", anybody "anybody else" }"#;
    let rules = format!("{RULES}\n{reading}\n");
    put(&folder, &rules);
    test(folder.path(), &["law", "--accept", "--verdicts"]);
    let more = r#"rule more "More" despite ten { assumed "from July" from 2025-07-01
        when member and guest = anybody then fee = 12 }"#;
    put(&folder, &format!("{rules}\n{more}\n"));
    let (printed, _) = test(folder.path(), &["law"]);
    let told = "\
  Was        proved on every reading
  Is now     proved on the nobody reading, refuted on the anybody reading, which is not as
             expected

  It is proved where “Who is a guest?” is answered “nobody”.

  On the anybody reading:

  It fails first on 1 July 2025, with no last day, and holds up to 30 June 2025.
";
    assert!(printed.contains(told), "{printed}");
}
