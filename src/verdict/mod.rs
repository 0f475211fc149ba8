//! What can be said about a claim, as data: regions of readings and certificates.
//!
//! A certificate is untrusted: nothing here judges it. It is written by `prove`, read by people,
//! and judged by `certify`, which needs no solver for it.

mod boundary;
mod certificate;
mod cubes;
mod dead_end;
mod decided;
mod difference;
mod finding;
mod lines;
mod node;
mod region;
mod repair;
mod undecided;
mod widen;
mod witness;

pub use boundary::{Boundaries, DayChange, Unsettled};
pub use certificate::{
    CERTIFICATE_VERSION, Certificate, Cube, Kind, NamedAtom, NamedCondition, Refutation,
};
pub use cubes::cubes;
pub use dead_end::{
    Alternative, Atom, Caught, Change, Circle, Column, Condition, DeadEnd, Further, OtherReading,
    Requirement, Wait, WayOut,
};
pub use decided::{Behind, Outcome, Refuted, Verdict};
pub use difference::{Affected, Difference, Turn};
pub use finding::{Bound, Finding, NeededBy, Side, Subject, Threshold};
pub use lines::{BadTree, DEPTH_LIMIT, LINES_LIMIT, Line};
pub use node::{Evidence, Node, Premise};
pub use region::{BadCube, ReadingCube, Region};
pub use repair::{Cause, Change as RuleChange, Edit, Frees, Opening, Repair, Repairs};
pub use undecided::{Lack, Undecided};
pub use witness::Witness;
