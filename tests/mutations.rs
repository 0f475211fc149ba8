//! Mistakes that an encoder may have, made on purpose: each must be caught by comparing the engines
//! (`tests/engines.rs`). `cargo test --test mutations -- --ignored` makes them one by one in a copy
//! of the project, in less than half an hour of one core, and `MUTATION=birthday` (or a number) before
//! it makes those alone; what is always tested is that each of them can still be made.

#![cfg(feature = "z3")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Mutation {
    /// What goes wrong with it.
    mistake: &'static str,
    file: &'static str,
    instead_of: &'static str,
    written: &'static str,
}

const MUTATIONS: &[Mutation] = &[
    Mutation {
        mistake: "an exception is forgotten",
        file: "src/prove/default_logic.rs",
        instead_of: "for above in &law[id].below {",
        written: "for above in law[id].below.iter().skip(1) {",
    },
    Mutation {
        mistake: "an exemption lifts nothing",
        file: "src/prove/default_logic.rs",
        instead_of: "for lifter in &rule.lifted_by {",
        written: "for lifter in rule.lifted_by.iter().skip(1) {",
    },
    Mutation {
        mistake: "a condition is forgotten",
        file: "src/prove/default_logic.rs",
        instead_of: "for condition in &rule.conditions {",
        written: "for condition in rule.conditions.iter().skip(1) {",
    },
    Mutation {
        mistake: "a rule is not in force on its first day",
        file: "src/prove/default_logic.rs",
        instead_of: "day.ge(&bound)",
        written: "day.gt(&bound)",
    },
    Mutation {
        mistake: "a rule is in force a day too long",
        file: "src/prove/default_logic.rs",
        instead_of: "day.lt(&bound)",
        written: "day.le(&bound)",
    },
    Mutation {
        mistake: "of several rules that differ only the first counts",
        file: "src/prove/default_logic.rs",
        instead_of: "let agreed = all(candidates\n                    .iter()\n",
        written: "let agreed = all(candidates\n                    .iter()\n                    .take(1)\n",
    },
    Mutation {
        mistake: "`otherwise` is a value beside that of a rule",
        file: "src/prove/default_logic.rs",
        instead_of: "all([nobody.clone(), by_default]),\n                ])",
        written: "by_default,\n                ])",
    },
    Mutation {
        mistake: "a rule of which nothing is certain gives its value",
        file: "src/prove/default_logic.rs",
        instead_of: "any([stands.clone(), by_default.clone()]),\n",
        written: "any([stands.clone(), not(&stands)]),\n",
    },
    Mutation {
        mistake: "a holding supports itself",
        file: "src/prove/reach.rs",
        instead_of: "Some(_) if first == last => Bool::from_bool(false),",
        written: "Some(_) if first == last => Bool::from_bool(true),",
    },
    Mutation {
        mistake: "a circle of holdings supports itself",
        file: "src/prove/order.rs",
        instead_of: "if first == last {\n                solver.assert(&any(chain));",
        written: "if first == last {",
    },
    Mutation {
        mistake: "what is held is out of reach",
        file: "src/prove/reach.rs",
        instead_of: "solver.assert(&any([not(member), held.1]));",
        written: "let _ = held;",
    },
    Mutation {
        mistake: "who is caught in a circle is not eligible",
        file: "src/prove/reach.rs",
        instead_of: "Fixpoint::Greatest => Some(Before::among(law, needs, solver, new)),",
        written: "Fixpoint::Greatest => None,",
    },
    Mutation {
        mistake: "circles support themselves nowhere",
        file: "src/prove/reach.rs",
        instead_of: "Fixpoint::Greatest => Before::any(),",
        written: "Fixpoint::Greatest => Before::among(law, needs, solver, new),",
    },
    Mutation {
        mistake: "only the first way to a holding is closed",
        file: "src/prove/reach.rs",
        instead_of: "solver.assert(&any([not(member), held.1]));\n            for door in needs.granting(*holding) {",
        written: "solver.assert(&any([not(member), held.1]));\n            for door in needs.granting(*holding).iter().take(1) {",
    },
    Mutation {
        mistake: "what is so either way is not seen",
        file: "src/prove/choice.rs",
        instead_of: "let both = (!settled).then(|| all([a.clone(), b.clone()]));",
        written: "let both = (settled && yes == no).then(|| all([a.clone(), b.clone()]));",
    },
    Mutation {
        mistake: "a birthday is a day late",
        file: "src/prove/operation.rs",
        instead_of: "(day - birth).div(Int::from_i64(372))",
        written: "(day - birth - 1).div(Int::from_i64(372))",
    },
    Mutation {
        mistake: "an overflow is not seen",
        file: "src/prove/operation.rs",
        instead_of: "None => Some(between(&value, i64::MIN, i64::MAX)),",
        written: "None => None,",
    },
    Mutation {
        mistake: "no list is empty",
        file: "src/prove/encode.rs",
        instead_of: "self.solver.assert(&between(&value, 0, most));",
        written: "self.solver.assert(&between(&value, 1, most));",
    },
    Mutation {
        mistake: "29 February is missing a day too early",
        file: "src/prove/dates.rs",
        instead_of: "Rounding::Down => shifted - 1,",
        written: "Rounding::Down => shifted - 2,",
    },
    Mutation {
        mistake: "every year has a 29 February",
        file: "src/prove/dates.rs",
        instead_of: ".chain([self.rest.eq(0)]))",
        written: ".chain([self.rest.le(3)]))",
    },
];

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn each_can_be_made() {
    for mutation in MUTATIONS {
        let text = fs::read_to_string(project().join(mutation.file)).unwrap();
        let places = text.matches(mutation.instead_of).count();
        assert_eq!(places, 1, "{}: {}", mutation.file, mutation.mistake);
    }
}

/// The mistakes with a number, counted from 1, or with these words.
fn chosen_by(words: &str) -> impl Iterator<Item = &'static Mutation> {
    let number: Option<usize> = words.parse().ok();
    let all = MUTATIONS.iter().enumerate();
    let is_meant = move |at: usize, mutation: &Mutation| match number {
        Some(number) => at + 1 == number,
        None => mutation.mistake.contains(words),
    };
    let chosen = all.filter(move |(at, mutation)| is_meant(*at, mutation));
    chosen.map(|(_, mutation)| mutation)
}

#[test]
fn they_are_chosen_by_number_or_words() {
    let named = |words| -> Vec<&str> { chosen_by(words).map(|one| one.mistake).collect() };
    assert_eq!(named("1"), ["an exception is forgotten"]);
    assert_eq!(named("birthday"), ["a birthday is a day late"]);
    assert_eq!(named("").len(), MUTATIONS.len());
    assert!(named("0").is_empty() && named("no such mistake").is_empty());
}

/// The comparison of the engines must fail of each, and not because it does not compile.
#[test]
#[ignore = "builds the project once for each mutation"]
#[expect(
    clippy::disallowed_methods,
    reason = "which mistakes are made is said by whoever runs this"
)]
fn each_is_caught() {
    let copy = project().join("target/mutated");
    let _ = fs::remove_dir_all(&copy);
    for name in [
        ".cargo",
        ".z3",
        "build.rs",
        "Cargo.toml",
        "Cargo.lock",
        "clippy.toml",
        "explorer",
        "grammar",
        "rules",
        "src",
        "tests",
    ] {
        copy_to(&project().join(name), &copy.join(name));
    }
    assert_eq!(compared(&copy), Compared::Alike, "without a mistake");
    let mut missed = Vec::new();
    let chosen = std::env::var("MUTATION").unwrap_or_default();
    let chosen: Vec<&Mutation> = chosen_by(&chosen).collect();
    assert!(!chosen.is_empty(), "no mistake is called so");
    for mutation in chosen {
        let file = copy.join(mutation.file);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace(mutation.instead_of, mutation.written)).unwrap();
        let found = compared(&copy);
        fs::write(&file, text).unwrap();
        eprintln!("{}: {found:?}", mutation.mistake);
        assert_ne!(found, Compared::NotBuilt, "{}", mutation.mistake);
        if found == Compared::Alike {
            missed.push(mutation.mistake);
        }
    }
    assert_eq!(missed, Vec::<&str>::new());
}

#[derive(Debug, PartialEq, Eq)]
enum Compared {
    Alike,
    Differ,
    NotBuilt,
}

/// Builds a copy of the project and compares its engines. The small laws go first: of most mistakes they
/// tell, and that is enough; none is made smaller.
fn compared(copy: &Path) -> Compared {
    let target = project().join("target/mutations");
    let cargo = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(["test", "--quiet", "--test", "engines"])
            .args(more)
            .current_dir(copy)
            .env("CARGO_TARGET_DIR", &target)
            .env("PROPTEST_MAX_SHRINK_ITERS", "0")
            .output()
            .unwrap()
    };
    if !cargo(&["--no-run"]).status.success() {
        return Compared::NotBuilt;
    }
    let small = "the_engines_agree_on_small_laws";
    let parts = [&["--", "--exact", small][..], &["--", "--skip", small]];
    match parts.iter().all(|part| cargo(part).status.success()) {
        true => Compared::Alike,
        false => Compared::Differ,
    }
}

/// A file, or a folder with all within it; nothing where there is neither.
fn copy_to(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy_to(&entry.path(), &to.join(entry.file_name()));
        }
    } else if from.is_file() {
        fs::copy(from, to).unwrap();
    }
}
