//! NW05xx: simulating a course.

use super::codes;

codes! {
    error COURSE_FAILED "NW0501" "the course could not be simulated"
"The study is well formed, but a model refused a number in it or could not be integrated. The message names the model's own
code and the number, its limit and its place: L001 to L003 a number out of range, P001 a technique that is not for the device,
P002 more punctures than are simulated one by one, N-INT-001 to N-INT-004 a run that the integrator could not complete.

Nothing was written. If no number in the study is unusual, this is a defect: please report it with the study file."
}
