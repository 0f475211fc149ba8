use crate::calendar::{Day, Interval};
use crate::law::{DoorId, InputId, Law, Term, TermId, Value};
use crate::report::layout::{PAGE, width};
use crate::report::testing;
use crate::verdict::{
    Atom, Behind, Caught, Change, Circle, Column, Condition, DeadEnd, Further, Lack, OtherReading,
    ReadingCube, Refuted, Region, Requirement, Undecided, Verdict, WayOut, Witness,
};

use super::text;

fn input(law: &Law, name: &str) -> InputId {
    InputId::at(
        law.inputs
            .iter()
            .position(|input| input.name == name)
            .unwrap(),
    )
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn choice(law: &Law, reading: &str, place: usize) -> (InputId, Value) {
    let reading = input(law, reading);
    (reading, Value::at_place(law[reading].ty, place).unwrap())
}

fn since(from: &str) -> Interval {
    Interval {
        from: Some(day(from)),
        until: None,
    }
}

fn flag(law: &Law, name: &str, holds: bool) -> Condition {
    Condition {
        atom: Atom::Flag(input(law, name)),
        holds,
    }
}

fn person(law: &Law) -> Witness {
    let status = input(law, "status");
    Witness {
        day: day("2025-07-01"),
        given: vec![
            (status, Value::at_place(law[status].ty, 1).unwrap()),
            (input(law, "born"), Value::Day(day("1985-06-15"))),
            (input(law, "needs_visa"), Value::Bool(true)),
            (input(law, "evisa_open"), Value::Bool(false)),
            (input(law, "evisa_with_visit"), Value::Bool(false)),
            (input(law, "airport_open"), Value::Bool(false)),
            (input(law, "border_open"), Value::Bool(false)),
            (input(law, "foreign_passport"), Value::Bool(false)),
        ]
        .into_iter()
        .chain(law.holdings().map(|holding| (holding, Value::Bool(false))))
        .collect(),
        readings: law
            .readings()
            .map(|reading| (reading, Value::at_place(law[reading].ty, 0).unwrap()))
            .collect(),
    }
}

fn requirement(law: &Law, holding: &str, needs: &str, rule: &str) -> Requirement {
    let written = law
        .written
        .iter()
        .find(|written| written.name == rule)
        .unwrap();
    Requirement {
        holding: input(law, holding),
        needs: input(law, needs),
        alternatives: Vec::new(),
        grounds: written.grounds.clone(),
    }
}

fn column(law: &Law, place: usize) -> Column {
    let adult = law
        .terms
        .iter()
        .position(|term: &Term| term.name == "adult")
        .unwrap();
    let stem = [
        Condition {
            atom: Atom::Define(TermId::at(adult)),
            holds: true,
        },
        flag(law, "visa", false),
    ];
    let caught = |more: &[Condition], from: &str| Caught {
        conditions: stem.iter().chain(more).copied().collect(),
        days: since(from),
    };
    let closed = [
        flag(law, "airport_open", false),
        flag(law, "evisa_open", false),
    ];
    Column {
        not_eligible: Vec::new(),
        choices: vec![choice(law, "collect_abroad", place)],
        circles: vec![Circle {
            requirements: if place == 0 {
                vec![0, 1, 2]
            } else {
                vec![0, 3, 4, 2]
            },
            days: since("2024-01-01"),
        }],
        caught: if place == 0 {
            vec![caught(&[], "2025-07-01"), caught(&closed, "2024-01-01")]
        } else {
            let no_iin = [flag(law, "iin", false)];
            vec![
                caught(&no_iin, "2025-07-01"),
                caught(&[closed.as_slice(), &no_iin].concat(), "2024-02-24"),
            ]
        },
    }
}

fn dead_end(law: &Law) -> DeadEnd {
    let (reading, held) = choice(law, "precondition", 0);
    let (_, other) = choice(law, "precondition", 1);
    DeadEnd {
        repairs: None,
        goal: input(law, "visa"),
        for_good: None,
        deciding: vec![input(law, "collect_abroad")],
        columns: vec![column(law, 0), column(law, 1)],
        held: vec![(reading, held)],
        requirements: vec![
            requirement(law, "visa", "registration", "case_6"),
            requirement(law, "registration", "presence", "place_of_stay"),
            requirement(law, "presence", "visa", "entry_with_visa"),
            requirement(law, "registration", "iin", "with_iin"),
            requirement(law, "iin", "presence", "iin_in_person"),
        ],
        ways: vec![WayOut {
            conditions: vec![flag(law, "visa", true)],
            days: Interval::ALWAYS,
            by_person: false,
            plan: Vec::new(),
            wait: None,
            varies: false,
            grounds: Vec::new(),
            columns: vec![0, 1],
            person: person(law),
        }],
        others: vec![OtherReading {
            reading,
            held,
            other,
            change: Change::Fails(since("2025-07-01")),
        }],
        complete: true,
        further: Further::default(),
        unanswered: Vec::new(),
    }
}

fn verdict(law: &Law, claim: &str) -> Verdict {
    Verdict {
        claim: testing::claim(law, claim),
        proved: Region::everything(),
        refuted: Vec::new(),
        nobody: Region::nothing(),
        undecided: None,
        as_expected: true,
        behind: None,
        certificate: Err("it is made by hand".to_owned()),
    }
}

fn fits(page: &str) {
    for line in page.lines() {
        assert!(width(line) <= PAGE, "too wide: {line}");
        assert_eq!(line.trim_end(), line);
        assert!(!line.contains('\u{a0}'));
    }
}

#[test]
fn a_dead_end() {
    let law = testing::law("kz");
    let verdict = Verdict {
        behind: Some(Behind::Told(Box::new(dead_end(&law)))),
        ..verdict(&law, "dead_end")
    };
    let page = text(&law, &[verdict], None);
    fits(&page);
    for part in [
        "\n  ╭▶ 1  A visa requires dactyloscopy registration.\n",
        "\n  ╰─ 3  Being in Kazakhstan requires a visa, as above.\n",
        "\n  Requirements 1 and 3 are in both circles.\n",
        "\n    – and has no IIN ",
        "since 24 February 2024\n",
        "not caught\n",
        "\n    1 January 2024    the first day of Law No. 50-VIII ",
        "\n  Nothing in this text ends the dead end.\n",
        "\n      has a visa in effect already.",
        "\n                The claim fails.\n",
        "is taken from a remark of the source’s authors, not from a provision.        line 84\n",
        "\n  The verdict rests on Z3 alone: it is made by hand.\n",
    ] {
        assert!(page.contains(part), "missing: {part}\n{page}");
    }
}

#[test]
fn a_refuted_claim() {
    let law = testing::law("kz");
    let collect_abroad = input(&law, "collect_abroad");
    let mut witness = person(&law);
    witness.day = day("2024-01-01");
    let refuted = Refuted {
        cube: ReadingCube([(collect_abroad, vec![0])].into()),
        witness,
        days: (Some(day("2024-01-01")), Some(day("2024-02-23"))),
    };
    let verdict = Verdict {
        proved: Region(vec![ReadingCube([(collect_abroad, vec![1])].into())]),
        refuted: vec![refuted],
        ..verdict(&law, "opened_by_iin_amendments")
    };
    let page = text(&law, &[verdict], None);
    fits(&page);
    for part in [
        "PROVED on the consular reading, REFUTED on the literal reading, as expected",
        "\n  Up to 23 February 2024, a visa is within reach for every person.\n",
        "\n  On the literal reading:\n",
        "obtains an IIN by power of attorney, and goes no further:\n",
        "a visa requires dactyloscopy registration,                     lines 16–17, 34\n",
        "1 claim: 1 proved on some readings.",
    ] {
        assert!(page.contains(part), "missing: {part}\n{page}");
    }
    let words: Vec<&str> = page.split_whitespace().collect();
    let days = "it fails first on 1 January 2024 and last on 23 February 2024, and holds up to";
    assert!(words.join(" ").contains(days), "{page}");
}

#[test]
fn every_claim_can_be_told() {
    for folder in ["kz", "dwelling"] {
        let law = testing::law(folder);
        let all: Vec<Verdict> = law
            .claims
            .iter()
            .map(|claim| verdict(&law, &claim.name))
            .collect();
        let page = text(&law, &all, None);
        fits(&page);
        assert!(!page.contains("is a person for whom"), "{page}");
    }
}

#[test]
fn what_is_not_as_expected_or_undecided() {
    let law = testing::law("kz");
    let unexpected = Verdict {
        as_expected: false,
        ..verdict(&law, "dead_end")
    };
    let undecided = Verdict {
        proved: Region::nothing(),
        undecided: Some(Undecided {
            because: "it is too hard".to_owned(),
            lacks: Lack::Steps(20_000),
        }),
        ..verdict(&law, "nobody_under_16")
    };
    let page = text(&law, &[unexpected, undecided], None);
    fits(&page);
    for part in [
        "PROVED on every reading, NOT AS EXPECTED",
        "The claim was expected to be proved with these answers:",
        "and one of these",
        "UNDECIDED",
        "It could not be decided: it is too hard.",
        "WHAT WOULD SETTLE IT",
        "It is left open as a whole: on every day, and on every reading",
        "by `--effort N`, where N is greater than 20,000",
        "2 claims: 1 proved, which is not as expected, 1 undecided.",
    ] {
        assert!(page.contains(part), "missing: {part}\n{page}");
    }
}

#[test]
fn the_same_for_programs() {
    let law = testing::law("kz");
    let verdict = Verdict {
        behind: Some(Behind::Told(Box::new(dead_end(&law)))),
        ..verdict(&law, "dead_end")
    };
    let json = crate::report::proof_json::json(&law, &[verdict]);
    let of = |path: &str| json.pointer(path).cloned().unwrap_or_default();
    assert_eq!(of("/0/claim"), "dead_end");
    assert_eq!(of("/0/verdict"), "proved");
    assert_eq!(
        of("/0/dead_end/columns/1/readings/collect_abroad"),
        "consular"
    );
    assert_eq!(of("/0/dead_end/columns/1/circles/0/requirements/1"), 4);
    assert_eq!(
        of("/0/dead_end/columns/0/caught/0/days/first"),
        "2025-07-01"
    );
    assert_eq!(of("/0/dead_end/requirements/2/grounds/0/remark"), true);
    let door = DoorId::at(0);
    assert!(!crate::report::words::does(&law, door).is_empty());
}
