//! The contract of the command line: exit codes, JSON, where rules are looked for.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const GOOD: &str = "fact a : bool \"is\" no \"is not\"\n";
const LINT: &str = "fact a : bool\n";
const BAD: &str = "fact a : bool \"is\" no \"is not\"\ndefine b \"is\" no \"is not\" = aa\n";

/// A folder with one rule file.
fn folder(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("rules.kzrule"), text).unwrap();
    folder
}

/// Runs kzrule in a folder: exit code, standard output, standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("kzrule")
        .unwrap()
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// A text on one line: where it is wrapped does not matter.
fn flat(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| *word != "│");
    words.collect::<Vec<_>>().join(" ")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn exit_codes() {
    for (text, arguments, code) in [
        (GOOD, &["check"][..], 0),
        (LINT, &["check"], 0),
        (LINT, &["check", "--deny", "lints"], 2),
        (GOOD, &["check", "--deny", "lints"], 0),
        (BAD, &["check"], 2),
        (BAD, &["check", "--format", "json"], 2),
        (GOOD, &["check", "nowhere"], 2),
        (GOOD, &["check", "nowhere", "--format", "json"], 2),
        (GOOD, &["chekc"], 2),
        (GOOD, &["check", "--deny", "errors"], 2),
        (GOOD, &["check", ".", "."], 2),
        (GOOD, &[], 2),
        (GOOD, &["--help"], 0),
        (GOOD, &["check", "--help"], 0),
        (GOOD, &["--version"], 0),
    ] {
        let folder = folder(text);
        let (found, out, err) = run(folder.path(), arguments);
        assert_eq!(found, code, "{arguments:?}\n{out}{err}");
        assert!(!out.is_empty() || !err.is_empty(), "{arguments:?}");
        // A result goes to standard output, and what keeps one from being there to standard error.
        let result = code == 0 || text == BAD || arguments.contains(&"lints");
        let json = arguments.contains(&"json");
        assert_eq!(!out.is_empty(), result || json, "{arguments:?}\n{out}{err}");
        assert_eq!(
            !err.is_empty(),
            !result && !json,
            "{arguments:?}\n{out}{err}"
        );
    }
}

#[test]
fn a_file_a_folder_or_here() {
    let folder = folder(BAD);
    let said = |arguments: &[&str]| run(folder.path(), arguments).1;
    let here = said(&["check"]);
    assert!(here.contains("─[rules.kzrule:2:29]"), "{here}");
    for path in [".", "rules.kzrule", "./rules.kzrule", "./"] {
        assert_eq!(said(&["check", path]), here, "{path}");
    }
    let absolute = said(&["check", folder.path().to_str().unwrap()]);
    assert!(absolute.contains("rules.kzrule:2:29]"), "{absolute}");
}

#[cfg(feature = "z3")]
#[test]
fn a_name_does_not_stand_before_the_path() {
    let folder = folder(GOOD);
    for (verb, written) in [("prove", "prove . certain"), ("test", "test . certain")] {
        let (code, _, said) = run(folder.path(), &[verb, "certain"]);
        let help = format!("the folder of the rules comes first: kzrule {written}\n");
        assert!(code == 2 && said.ends_with(&help), "{said}");
    }
    let (_, _, said) = run(folder.path(), &["test", "no/such"]);
    assert!(!said.contains("comes first"), "{said}");
}

#[test]
fn a_file_is_read_alone_and_a_folder_as_a_whole() {
    let folder = folder(BAD);
    fs::write(
        folder.path().join("b.kzrule"),
        "fact aa : bool \"is\" no \"is not\"\n",
    )
    .unwrap();
    assert_eq!(run(folder.path(), &["check"]).0, 0);
    assert_eq!(run(folder.path(), &["check", "b.kzrule"]).0, 0);
    assert_eq!(run(folder.path(), &["check", "rules.kzrule"]).0, 2);
    assert!(run(folder.path(), &["check"]).1.starts_with("2 files: "));
}

#[test]
fn names_are_the_same_however_their_accents_are_encoded() {
    let folder =
        folder("fact a : bool \"is\" no \"is not\"\ncase мой { on 2025-01-01 given a expect a }\n");
    for name in ["мой", "мои\u{306}"] {
        assert_eq!(run(folder.path(), &["test", ".", name]).0, 0, "{name:?}");
    }
    let (code, _, err) = run(folder.path(), &["test", ".", "мoй"]);
    assert_eq!(code, 2);
    assert!(err.contains("did you mean `мой`?"), "{err}");
}

#[test]
fn the_shape_of_json() {
    let folder = folder(BAD);
    let (_, out, _) = run(folder.path(), &["check", "--format", "json"]);
    let expected = serde_json::json!({
        "version": 3,
        "verb": "check",
        "diagnostics": [{
            "code": "kz0010",
            "severity": "error",
            "message": "nothing is called `aa`",
            "help": "did you mean `a`?",
            "notes": [],
            "places": [{
                "path": "rules.kzrule",
                "line": 2,
                "column": 29,
                "end_line": 2,
                "end_column": 31,
                "words": "",
            }],
        }],
    });
    assert_eq!(json(&out), expected);

    let (_, out, _) = run(folder.path(), &["check", "nowhere", "--format", "json"]);
    let refused = json(&out);
    assert_eq!(refused["version"], 3);
    assert_eq!(refused["verb"], "check");
    let message = refused["error"].as_str().unwrap();
    assert!(message.starts_with("cannot read `nowhere`"), "{message}");
}

#[test]
fn the_same_input_gives_the_same_output() {
    let law = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/dwelling");
    let broken = folder(&format!("{BAD}{LINT}rule r {{}}\nfcat b\n"));
    for format in ["text", "json"] {
        for folder in [law.as_path(), broken.path()] {
            let twice = [(); 2].map(|()| run(folder, &["check", "--format", format]));
            assert_eq!(twice[0], twice[1]);
        }
    }
}

#[test]
fn files_are_formatted_in_place() {
    let folder = folder("fact  a:bool");
    fs::write(folder.path().join("b.kzrule"), "fact b : bool\n").unwrap();
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();

    let (code, out, _) = run(folder.path(), &["fmt", "--check"]);
    assert_eq!(code, 1);
    assert_eq!(out, "rules.kzrule\n2 files: 1 would be formatted.\n");
    assert_eq!(text("rules.kzrule"), "fact  a:bool");
    let (code, out, _) = run(folder.path(), &["fmt", "--check", "--format", "json"]);
    let expected = serde_json::json!({
        "version": 3, "verb": "fmt", "check": true, "files": 2, "changed": ["rules.kzrule"],
    });
    assert_eq!((code, json(&out)), (1, expected));

    let (code, out, _) = run(folder.path(), &["fmt"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "rules.kzrule\n2 files: 1 formatted.\n")
    );
    assert_eq!(text("rules.kzrule"), "fact a : bool\n");
    assert_eq!(text("b.kzrule"), "fact b : bool\n");
    for arguments in [&["fmt"][..], &["fmt", "--check"], &["fmt", "b.kzrule"]] {
        let (code, out, _) = run(folder.path(), arguments);
        assert_eq!(code, 0);
        assert!(out.ends_with(": nothing to format.\n"), "{out}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn where_one_file_has_mistakes_none_is_written() {
    let folder = folder("fact  a:bool");
    fs::write(folder.path().join("b.kzrule"), "fact b bool\n").unwrap();
    for arguments in [&["fmt"][..], &["fmt", "--check"]] {
        let (code, out, err) = run(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(err.contains("─[b.kzrule:1:"), "{err}");
        assert!(
            err.ends_with("1 error in 2 files. Nothing was written.\n"),
            "{err}"
        );
    }
    let (code, out, _) = run(folder.path(), &["fmt", "--format", "json"]);
    assert_eq!(code, 2);
    assert_eq!(
        json(&out)["diagnostics"][0]["places"][0]["path"],
        "b.kzrule"
    );
    let kept = fs::read_to_string(folder.path().join("rules.kzrule")).unwrap();
    assert_eq!(kept, "fact  a:bool");
    // Mistakes that are none of syntax are for `check`.
    assert_eq!(run(folder.path(), &["fmt", "rules.kzrule"]).0, 0);
    fs::write(folder.path().join("b.kzrule"), BAD).unwrap();
    assert_eq!(run(folder.path(), &["fmt", "b.kzrule"]).0, 0);
    let (code, _, err) = run(folder.path(), &["fmt", "nowhere"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "kzrule: cannot read `nowhere`: it is not there\n")
    );
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_stays() {
    let folder = folder("fact  a:bool");
    let link = folder.path().join("link.kzrule");
    std::os::unix::fs::symlink(folder.path().join("rules.kzrule"), &link).unwrap();
    let (code, _, err) = run(folder.path(), &["fmt", "link.kzrule"]);
    assert_eq!(code, 2);
    assert!(
        err.contains(
            "× cannot write `link.kzrule`: it is a link\n  \
             help: name the file that it leads to, or remove the link\n"
        ),
        "{err}"
    );
    assert!(link.is_symlink());

    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    let link = out.join("law.kzrule");
    std::os::unix::fs::symlink(folder.path().join("rules.kzrule"), &link).unwrap();
    let law = ["law", "rules.kzrule", "--on", "2025-01-01", "-o", "out"];
    let (code, _, err) = run(folder.path(), &law);
    assert_eq!(code, 2);
    assert!(
        err.contains("× cannot write `out/law.kzrule`: it is a link\n"),
        "{err}"
    );
    assert!(link.is_symlink());
}

/// Whatever is written to a place that somebody names, the place is there or is made at the end of the path, and what
/// hinders it is told in the same way, before anything is asked or proved. Nothing is made or changed.
#[cfg(unix)]
#[test]
fn what_hinders_it_to_write_is_a_mistake_with_a_code() {
    let rules = "fact a : bool \"is\" no \"is not\" ask \"Is it?\"\n\
                 holding card \"a card\" short \"card\" yes \"has it\" no \"has it not\" ask \"Have you it?\"\n\
                 procedure get \"get a card\" does \"gets a card\" grants card open\n\
                 prove one \"One\" { claim a or not a }\n";
    let folder = folder(rules);
    let path = |name: &str| folder.path().join(name);
    fs::write(path("file"), "mine").unwrap();
    fs::create_dir(path("folder.kzrule")).unwrap();
    for link in ["link", "link.kzrule"] {
        std::os::unix::fs::symlink(path("nowhere"), path(link)).unwrap();
    }
    let before = fs::read_dir(folder.path()).unwrap().count();
    let folders: [&[&str]; 5] = [
        &["report", "rules.kzrule", "-o"],
        &[
            "report",
            "rules.kzrule",
            "--graph",
            "dot",
            "--on",
            "2025-01-01",
            "-o",
        ],
        &["prove", "rules.kzrule", "--certificates"],
        &["audit", "rules.kzrule", "--certificates"],
        &["law", "rules.kzrule", "--on", "2025-01-01", "-o"],
    ];
    let files: [&[&str]; 2] = [
        &["test", "rules.kzrule", "--generate", "-o"],
        &["ask", "rules.kzrule", "a", "--on", "2025-01-01", "--save"],
    ];
    let of_both = [
        (
            "none/new.kzrule",
            "cannot write `none/new.kzrule`: there is no folder `none`",
        ),
        (
            "file/new.kzrule",
            "cannot write `file/new.kzrule`: `file` is a file",
        ),
        (
            "link/new.kzrule",
            "cannot write `link/new.kzrule`: `link` is a link to what is not there",
        ),
    ];
    let of_folders = [
        ("file", "cannot write to the folder `file`: it is a file"),
        (
            "link",
            "cannot write to the folder `link`: it is a link to what is not there",
        ),
    ];
    let of_files = [("file", "cannot write a case to `file`: it is no rule file")];
    let each = |verbs: &[&[&str]], places: &[(&str, &str)]| {
        for (verb, (place, why)) in verbs
            .iter()
            .flat_map(|verb| places.iter().map(move |place| (verb, place)))
        {
            let arguments = [verb, &[*place][..]].concat();
            let (code, out, err) = run(folder.path(), &arguments);
            assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}: {err}");
            let start = format!("kz0008\n\n  × {why}\n  help: ");
            assert!(err.starts_with(&start), "{arguments:?}: {err}");
            assert!(err.ends_with("kzrule explain kz0008\n"), "{err}");

            let (code, out, err) = run(
                folder.path(),
                &[&arguments[..], &["--format", "json"]].concat(),
            );
            assert_eq!((code, err.as_str()), (2, ""), "{arguments:?}");
            let said = json(&out);
            assert_eq!(said["verb"], verb[0], "{said}");
            assert_eq!(said["diagnostics"][0]["code"], "kz0008", "{said}");
            assert_eq!(said["diagnostics"][0]["message"], *why, "{said}");
        }
    };
    each(&folders, &of_both);
    each(&folders, &of_folders);
    each(&files, &of_both);
    each(&files, &of_files);
    let there = [
        (
            "folder.kzrule",
            "cannot write `folder.kzrule`: a folder is in its place",
        ),
        (
            "link.kzrule",
            "cannot write `link.kzrule`: it is a link to what is not there",
        ),
    ];
    each(&files[1..], &there);
    let there = [
        (
            "folder.kzrule",
            "cannot write `folder.kzrule`: a folder is in its place",
        ),
        ("link.kzrule", "cannot write `link.kzrule`: it is a link"),
    ];
    each(&files[..1], &there);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before);
    assert_eq!(fs::read_to_string(path("file")).unwrap(), "mine");
}

/// The files that the rules are read from stay, and so does what somebody else wrote; what the program wrote itself is
/// written again.
#[cfg(unix)]
#[test]
fn neither_the_rules_nor_what_others_wrote_is_written_over() {
    let rules = "fact a : bool \"is\" no \"is not\" ask \"Is it?\"\n\
                 source law \"Law\" { text \"law.txt\" }\n\
                 holding card \"a card\" short \"card\" yes \"has it\" no \"has it not\" ask \"Have you it?\"\n\
                 procedure get \"get a card\" does \"gets a card\" grants card open\n\
                 rule one \"One\" on get { cites law \"Cards are for some.\" then requires a }\n\
                 case c \"C\" { on 2025-01-01 given nothing else expect card is within reach }\n";
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    let read = |name: &str| fs::read_to_string(path(name)).unwrap();
    for name in ["law", "out", "graphs"] {
        fs::create_dir(path(name)).unwrap();
    }
    std::os::unix::fs::symlink(path("law"), path("link")).unwrap();
    fs::write(path("law/law.kzrule"), rules).unwrap();
    fs::write(path("law/law.txt"), "Cards are for some.\n").unwrap();
    let refused = |line: &str, why: &str, help: &str| {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let (code, out, err) = run(folder.path(), &arguments);
        let said =
            format!("kz0008\n\n  × {why}\n  help: {help}\n\nMore on this: kzrule explain kz0008\n");
        assert_eq!(
            (code, out.as_str(), flat(&err)),
            (2, "", flat(&said)),
            "{line}"
        );
        assert_eq!(read("law/law.kzrule"), rules, "{line}");
    };
    let rules_stay = "is one of the files that the rules are read from, and";
    for place in ["law", "link"] {
        refused(
            &format!("law law --on 2025-07-01 -o {place}"),
            &format!("`{place}/law.kzrule` {rules_stay} is not written over"),
            "name another place",
        );
        refused(
            &format!("test law --generate --force -o {place}/law.kzrule"),
            &format!("`{place}/law.kzrule` {rules_stay} not of generated cases alone"),
            "name another file by -o; this one is not written over, also not with --force",
        );
    }
    let another = "name another folder, or move it away";
    let law = "law law --on 2025-07-01 -o out";
    for (line, file, is) in [
        (law, "out/law.kzrule", "does not say that kzrule wrote it"),
        (law, "out/law.txt", "has something else in it"),
        (
            "report law --graph dot --on 2025-07-01 -o graphs",
            "graphs/requirements.dot",
            "does not say that kzrule wrote it",
        ),
        (
            "report law --graph mermaid --on 2025-07-01 -o graphs",
            "graphs/requirements.mmd",
            "does not say that kzrule wrote it",
        ),
    ] {
        fs::write(path(file), "mine").unwrap();
        refused(
            line,
            &format!("`{file}` {is}, and is not written over"),
            another,
        );
        assert_eq!(read(file), "mine");
        fs::remove_file(path(file)).unwrap();
        let arguments: Vec<&str> = line.split_whitespace().collect();
        for _ in 0..2 {
            assert_eq!(run(folder.path(), &arguments).0, 0, "{line}");
        }
        assert!(read(file).len() > "mine".len());
        if line == law {
            fs::remove_file(path("out/law.kzrule")).unwrap();
        }
    }

    // Generated cases beside the rules are rules that are read, and are generated again.
    let generate = ["test", "law", "--generate", "--force"];
    let (code, out, _) = run(folder.path(), &generate);
    assert_eq!((code, run(folder.path(), &generate).0), (0, 0), "{out}");
}

/// What is no proof stays where a proof would be written, nothing else is written, and it is not said that the proofs
/// are there.
#[test]
fn a_file_in_the_place_of_a_proof_stays() {
    let claims = "prove one \"One\" { claim a or not a }\nprove two \"Two\" { claim a or not a }\n";
    let folder = folder(&format!("{GOOD}{claims}"));
    let proofs = folder.path().join("proofs");
    fs::create_dir(&proofs).unwrap();
    fs::write(proofs.join("two.json"), "mine").unwrap();
    let prove = ["prove", "rules.kzrule", "--certificates", "proofs"];
    let (code, out, err) = run(folder.path(), &prove);
    assert_eq!(code, 2);
    assert!(
        out.contains("2 claims: 2 proved") && !out.contains("are in proofs"),
        "{out}"
    );
    let why = "kz0008\n\n  × cannot write `proofs/two.json`: a file that is no proof is there\n  \
               help: move it, or name another folder\n";
    assert!(err.starts_with(why), "{err}");
    assert_eq!(fs::read_to_string(proofs.join("two.json")).unwrap(), "mine");
    assert!(!proofs.join("one.json").exists());

    // A proof of before gives way.
    fs::remove_file(proofs.join("two.json")).unwrap();
    for _ in 0..2 {
        let (code, out, err) = run(folder.path(), &prove);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains("are in proofs"), "{out}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = folder(BAD);
    let program = assert_cmd::cargo::cargo_bin("kzrule");
    let mut child = std::process::Command::new(program)
        .arg("check")
        .current_dir(folder.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[test]
fn layers_are_folders_of_their_own() {
    let folder = TempDir::new().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let fact = "fact a : bool \"is a\" no \"is not a\" ask \"A?\"\n";
    put("law/a.kzrule", fact);
    put(
        "law/inside/b.kzrule",
        "fact b : bool \"is b\" no \"is not b\" ask \"B?\"\n",
    );
    put("draft/c.kzrule", "define c \"is c\" no \"is not c\" = a\n");
    put("secret.txt", "a secret");
    put(
        "leak/d.kzrule",
        "source s \"S\" { text \"../secret.txt\" }\n",
    );
    let check = |layer: &str| run(folder.path(), &["check", "law", "--with", layer]);

    let (code, out, _) = check("draft");
    assert!(code == 0 && out.ends_with("With      draft\n"), "{out}");
    for layer in ["law/inside", "law", "."] {
        let (code, _, err) = check(layer);
        assert!(code == 2 && err.contains("is read already"), "{err}");
    }
    // A file is a layer as well, also where the rules lie in a folder beside it.
    put("e.kzrule", "define e \"is e\" no \"is not e\" = a\n");
    let (code, out, err) = check("e.kzrule");
    assert!(
        code == 0 && out.ends_with("With      e.kzrule\n"),
        "{out}{err}"
    );
    assert_eq!(
        run(folder.path(), &["diff", "law", "--with", "e.kzrule"]).0,
        0
    );
    assert_eq!(check("nowhere").0, 2);
    let (code, out, _) = check("leak");
    assert!(
        code == 2 && out.contains("kz0004") && !out.contains("a secret"),
        "{out}"
    );

    // Two layers, and the same in JSON.
    put("more/e.kzrule", "define e \"is e\" no \"is not e\" = c\n");
    let two = [
        "check", "law", "--with", "draft", "--with", "more", "--format", "json",
    ];
    let (code, out, _) = run(folder.path(), &two);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 0);
    assert_eq!(json["layers"], serde_json::json!(["draft", "more"]));
}

#[test]
fn where_several_files_declare_a_name_the_law_of_a_day_gives_each_its_own() {
    let folder = TempDir::new().unwrap();
    let put = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    let fact = "fact a : bool \"is a\" no \"is not a\" ask \"A?\"\n";
    put("one.kzrule", &format!("import \"three\"\n{fact}"));
    put("two.kzrule", &format!("import \"three\"\n{fact}"));
    put(
        "three.kzrule",
        "act l \"L\" { adopted 2024-01-01 in force 2024-02-01 }\n\
         act m \"M\" { published 2024-06-01 in force 2025-01-01 }\n\
         rule x in l { assumed \"an example\" then t = 1 }\n\
         term t : int \"number\" ask \"T?\" otherwise 0\n\
         repeal l in m { assumed \"an example\" }\n",
    );
    let law = ["law", "--on", "2025-06-01", "--format", "json"];
    let (code, out, _) = run(folder.path(), &law);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, 0, "{out}");
    assert_eq!(
        json["renamed"],
        serde_json::json!({ "one_a": "one::a", "two_a": "two::a" })
    );
    let text = json["text"].as_str().unwrap();
    assert!(
        text.contains("fact one_a") && text.contains("fact two_a"),
        "{text}"
    );
    let history = &json["history"]["x"];
    assert_eq!(history[0]["what"], "enacted");
    assert_eq!(
        (&history[0]["from"], &history[0]["act"]),
        (&"2024-02-01".into(), &"l".into())
    );
    assert_eq!(
        (&history[1]["what"], &history[1]["from"]),
        (&"repealed".into(), &"2025-01-01".into())
    );
    assert_eq!(
        history[1]["grounds"],
        serde_json::json!([{ "assumed": "an example" }])
    );

    // As it was known, nothing was repealed.
    let known = [&law[..], &["--known-on", "2024-03-01"]].concat();
    let (code, out, _) = run(folder.path(), &known);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let text = json["text"].as_str().unwrap();
    assert_eq!(code, 0, "{out}");
    assert!(
        text.starts_with(
            "// The law as it stands on 1 June 2025, as it was known on 1 March 2024. Written by kzrule.\n\
         // Not known then: m.\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("rule x in l") && !text.contains("repeal"),
        "{text}"
    );
    assert_eq!(json["not_known"]["acts"], serde_json::json!(["m"]));

    // What else a name may be cannot be told before the rules are checked.
    put(
        "two.kzrule",
        &format!("import \"three\"\n{fact}enum E {{ a \"an a\", b \"a b\" }}\n"),
    );
    let (code, _, err) = run(folder.path(), &["law", "--on", "2024-01-01"]);
    assert!(
        code == 2 && err.contains("several files declare `a`"),
        "{err}"
    );
    assert_eq!(run(folder.path(), &["law", "--on", "2024-02-30"]).0, 2);
}

#[test]
fn a_reading_is_fixed_where_its_question_arises() {
    let rules = r#"
reading until_day "Is the day included?" { exclusive "no", inclusive "yes" }
reading counted "How?" given until_day = inclusive { whole "whole", half "half" }
fact a : bool "is" no "is not"
case c { on 2024-01-01 given a expect a }
"#;
    let folder = folder(rules);
    let case = folder.path().join("case.json");
    fs::write(&case, r#"{ "given": { "a": true }, "ask": ["a"] }"#).unwrap();
    let eval = ["eval", "--case", "case.json", "--on", "2024-01-01"];
    for (verb, readings, code) in [
        (&eval[..], &["counted=half"][..], 0),
        (&eval[..], &["counted=half", "until_day=inclusive"], 0),
        (&eval[..], &["counted=half", "until_day=exclusive"], 2),
        (&eval[..], &["counted=whole", "until_day=exclusive"], 0),
        (&["test"], &["counted=half", "until_day=inclusive"], 0),
        (&["test"], &["counted=half", "until_day=exclusive"], 2),
    ] {
        let readings = readings.iter().flat_map(|one| ["--reading", one]);
        let arguments: Vec<&str> = verb.iter().copied().chain(readings).collect();
        let (found, out, told) = run(folder.path(), &arguments);
        assert_eq!(found, code, "{arguments:?}\n{out}{told}");
        let said = out + &told;
        let refused = said.contains("the question of `counted` does not arise here");
        assert_eq!(refused, code == 2, "{said}");
    }
}

/// A witness is told as a case file gives it, and why a claim has no answer in its own words.
#[cfg(feature = "z3")]
#[test]
fn witnesses_speak_the_language_of_the_files() {
    let rules = r#"
currency crown "crowns" minor 2
fact price : crown "price"
fact here : bool "is here" no "is not here" over time
fact gone : bool "is gone" no "is not gone" over time
record child "a child" { pupil : bool "is a pupil" no "is no pupil" }
list children : child "children" up to 2
procedure enter "enter" does "enters" open
term levy : crown "levy" otherwise 12.5 % * price
prove given { for here and any children from 2024-05-05 claim gone expect refuted }
prove unsettled { from 2024-05-05 claim levy = levy expect refuted }
"#;
    let folder = folder(rules);
    let (_, out, _) = run(folder.path(), &["prove", ".", "given", "--format", "json"]);
    let told = json(&out);
    let witness = &told["verdicts"][0]["refuted"][0]["witness"];
    let expected = r#"{ "here": { "since": "2000-01-01" }, "gone": false, "price": "0.00 crown",
        "children": [{ "pupil": false }] }"#;
    assert_eq!(witness["given"], json(expected), "{out}");
    assert_eq!(witness["step"], Value::Null);
    let (_, out, _) = run(folder.path(), &["prove", ".", "unsettled"]);
    let words: Vec<&str> = out.split_whitespace().collect();
    let why =
        "“12.5 % of the price” is no whole number of 0.01, and no rule says how it is rounded.";
    assert!(words.join(" ").contains(why), "{out}");
}

#[test]
fn nothing_is_compared_with_itself() {
    let folder = TempDir::new().unwrap();
    let law = folder.path().join("law");
    fs::create_dir(&law).unwrap();
    let fact = "fact a : bool \"is a\" no \"is not a\" ask \"A?\"\n";
    fs::write(law.join("a.kzrule"), fact).unwrap();
    for (args, expected) in [
        (
            ["diff", "law", "./law"],
            "`law` is compared with itself: name another version of the rules",
        ),
        (
            ["diff", "law/a.kzrule", "law/a.kzrule"],
            "`law/a.kzrule` is compared with itself: name another version of the rules",
        ),
    ] {
        let (code, _, err) = run(folder.path(), &args);
        assert!(code == 2 && err.contains(expected), "{err}");
    }
    let days = ["diff", "law", "--from", "2024-01-01", "--to", "2024-01-01"];
    let (code, _, err) = run(folder.path(), &days);
    assert!(code == 2 && err.contains("name one day"), "{err}");
}

/// The day that a sentence names is no longer that of the rule, and the law that is printed says so
/// by the words of the amendment.
#[test]
fn the_printed_law_of_a_moved_day_is_sound() {
    let folder = TempDir::new().unwrap();
    let put = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    for path in ["law", "again"] {
        fs::create_dir(folder.path().join(path)).unwrap();
        put(
            &format!("{path}/law.txt"),
            "1. Passes are needed from 1 March 2024.\n2. The day is put off for three months.\n",
        );
    }
    put(
        "law/a.kzrule",
        r#"source law "Law" { text "law.txt" }
holding pass "a pass" short "pass" yes "has a pass" no "has no pass" ask "Have you a pass?"
procedure enter "enter" does "enters" open
act base "Base" { in force 2024-01-01 assumed "base" }
act first "First" { in force 2024-02-01 assumed "first" }
act second "Second" { in force 2024-02-02 assumed "second" }
provision passes "Passes" in base {
    rule needed "Needed" on enter {
        cites law "1. Passes are needed from 1 March 2024." from 2024-03-01 then requires pass
    }
}
move from of needed in first { cites law "2. The day is put off for three months." to 2024-06-01 }
move from of needed in second { assumed "sooner again" to 2024-05-01 }
"#,
    );
    for day in ["2024-02-01", "2024-02-02", "2024-08-01"] {
        let (code, printed, _) = run(folder.path(), &["law", "law", "--on", day]);
        assert_eq!(code, 0, "{printed}");
        put("again/a.kzrule", &printed);
        let (code, out, _) = run(folder.path(), &["check", "again", "--deny", "lints"]);
        assert!(code == 0 && !out.contains("kz0107"), "{printed}{out}");
    }
}
