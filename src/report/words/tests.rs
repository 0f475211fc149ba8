use super::*;
use crate::law::{DoorId, InputId, Law, Value};
use crate::report::testing;

fn input(law: &Law, name: &str) -> InputId {
    InputId::at(
        law.inputs
            .iter()
            .position(|input| input.name == name)
            .unwrap(),
    )
}

#[test]
fn dump() {
    for folder in ["kz", "dwelling"] {
        let law = testing::law(folder);
        for claim in &law.claims {
            println!("{}:", claim.name);
            for one in &claim.for_whom {
                for words in conditions(&law, *one, true) {
                    println!("   for {words}");
                }
                println!("   not for {}", said_of_person(&law, *one, false));
            }
            println!("   {}", clause(&law, claim.claim, true));
            println!("   {:?}", conditions(&law, claim.claim, true));
        }
        for at in 0..law.doors.len() {
            println!(
                "{} / {}",
                does(&law, DoorId::at(at)),
                to_do(&law, DoorId::at(at))
            );
        }
        for assume in &law.assumes {
            println!("{}", clause(&law, *assume, true));
        }
        for rule in &law.written {
            for condition in &rule.conditions {
                println!("{}: {}", rule.name, said_of_person(&law, *condition, true));
                println!("    not {}", said_of_person(&law, *condition, false));
            }
            println!("{}: {:?}", rule.name, told(&law, &rule.grounds));
        }
    }
}

#[test]
fn persons() {
    let law = testing::law("kz");
    let status = input(&law, "status");
    let given = [
        (status, Value::at_place(law[status].ty, 1).unwrap()),
        (
            input(&law, "born"),
            Value::Day("1985-06-15".parse().unwrap()),
        ),
        (input(&law, "visa"), Value::Bool(false)),
    ];
    let person = person(&law, &given);
    assert_eq!(person.described, "a foreigner born on 15 June 1985");
    assert_eq!(person.called, "the foreigner");
    assert_eq!(person.conditions, ["has no visa in effect"]);
}
