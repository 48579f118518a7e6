//! The state of a run in space as bytes: 64-bit words and numbers, little end first, lists after their length.
//!
//! Every struct is taken apart without `..`, so that a field that is added cannot be forgotten here.

use needlework::course::{SavedTissue, Slice, SpaceRunState, Topicals};
use needlework::tissue::{Clock, Effort, TissueState};
use std::io::{self, ErrorKind, Read, Write};

/// Numbers that are read before more memory is asked for: a length that lies costs no more than this.
const PIECE: usize = 1 << 16;
/// Marks a stretch that is not there.
const NONE: u64 = u64::MAX;

/// A number that fields are stored in.
trait Stored: Copy {
    const BYTES: usize;
    fn put(self, bytes: &mut Vec<u8>);
    fn get(bytes: &[u8]) -> Option<Self>;
}

/// The same for both widths.
macro_rules! stored {
    ($($Number:ty),*) => {$(
        impl Stored for $Number {
            const BYTES: usize = size_of::<$Number>();

            fn put(self, bytes: &mut Vec<u8>) {
                bytes.extend(self.to_le_bytes());
            }

            fn get(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(Self::from_le_bytes)
            }
        }
    )*};
}
stored!(f32, f64, u64);

fn write<N: Stored>(numbers: &[N], output: &mut impl Write) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(PIECE.min(numbers.len()) * N::BYTES);
    for piece in numbers.chunks(PIECE) {
        bytes.clear();
        for number in piece {
            number.put(&mut bytes);
        }
        output.write_all(&bytes)?;
    }
    Ok(())
}

fn write_list<N: Stored>(numbers: &[N], output: &mut impl Write) -> io::Result<()> {
    write(&[numbers.len() as u64], output)?;
    write(numbers, output)
}

fn write_rows<const N: usize>(rows: &[[f64; N]], output: &mut impl Write) -> io::Result<()> {
    write_list(rows.as_flattened(), output)
}

fn broken(what: &'static str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}

fn read_many<N: Stored>(count: usize, input: &mut impl Read) -> io::Result<Vec<N>> {
    let mut numbers = Vec::new();
    let mut bytes = vec![0; PIECE.min(count) * N::BYTES];
    while numbers.len() < count {
        let piece = (count - numbers.len()).min(PIECE) * N::BYTES;
        let bytes = &mut bytes[..piece];
        input.read_exact(bytes)?;
        numbers.extend(bytes.chunks_exact(N::BYTES).filter_map(N::get));
    }
    Ok(numbers)
}

fn read_array<N: Stored, const COUNT: usize>(input: &mut impl Read) -> io::Result<[N; COUNT]> {
    read_many(COUNT, input)?.try_into().map_err(|_| broken("the state breaks off"))
}

fn read_one<N: Stored>(input: &mut impl Read) -> io::Result<N> {
    read_array::<N, 1>(input).map(|[number]| number)
}

fn read_count(input: &mut impl Read) -> io::Result<usize> {
    usize::try_from(read_one::<u64>(input)?).map_err(|_| broken("the state holds an impossible length"))
}

fn read_list<N: Stored>(input: &mut impl Read) -> io::Result<Vec<N>> {
    let count = read_count(input)?;
    read_many(count, input)
}

fn read_rows<const N: usize>(input: &mut impl Read) -> io::Result<Vec<[f64; N]>> {
    let numbers = read_list::<f64>(input)?;
    let (rows, rest) = numbers.as_chunks::<N>();
    if rest.is_empty() { Ok(rows.to_vec()) } else { Err(broken("the state holds half a row")) }
}

fn read_flag(input: &mut impl Read) -> io::Result<bool> {
    match read_one::<u64>(input)? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(broken("the state holds an impossible flag")),
    }
}

/// Writes a state.
pub(super) fn encode(state: &SpaceRunState, output: &mut impl Write) -> io::Result<()> {
    let SpaceRunState { moments, topicals, stretch, recorded, slices, tissue } = state;
    let stretch = stretch.map_or(NONE, |stretch| stretch as u64);
    write(&[*moments as u64, stretch], output)?;
    let Topicals {
        vitamin_c,
        retinoid,
        growth_factor,
        hyaluronan,
        tranexamic_acid,
        anti_inflammatory,
        occlusion,
        ultraviolet,
    } = *topicals;
    let applied =
        [vitamin_c, retinoid, growth_factor, hyaluronan, tranexamic_acid, anti_inflammatory, occlusion, ultraviolet];
    write(&applied, output)?;
    recorded.iter().try_for_each(|times| write_rows(times, output))?;
    write(&[slices.len() as u64], output)?;
    for Slice { day, contents } in slices {
        write(&[*day], output)?;
        write(&[contents.len() as u64], output)?;
        contents.iter().try_for_each(|values| write_list(values, output))?;
    }
    match tissue {
        SavedTissue::Cell(tissue) => {
            write(&[0_u64], output)?;
            encode_tissue(tissue, output)
        }
        SavedTissue::Patch(tissue) => {
            write(&[1_u64], output)?;
            encode_tissue(tissue, output)
        }
    }
}

fn encode_tissue<N: Stored>(state: &TissueState<N>, output: &mut impl Write) -> io::Result<()> {
    let TissueState {
        clock,
        inputs,
        dermis,
        signals,
        injured,
        epidermis,
        lesion_widths,
        cell_steps,
        column_steps,
        effort,
    } = state;
    let Clock { time, origin, step, until_check, may_grow, error, growth, doubled } = *clock;
    let Effort { steps, checks, rejected, evaluations } = *effort;
    write(&[time, origin, step, error, growth], output)?;
    let flags = [may_grow, doubled, *injured].map(u64::from);
    write(&[u64::from(until_check)], output)?;
    write(&flags, output)?;
    write(&[steps, checks, rejected, evaluations], output)?;
    write(inputs, output)?;
    write_list(dermis, output)?;
    signals.iter().try_for_each(|signal| write_list(signal, output))?;
    write_rows(epidermis, output)?;
    [lesion_widths, cell_steps, column_steps].into_iter().try_for_each(|list| write_list(list, output))
}

/// Reads a state, which must end where the input ends.
pub(super) fn decode(input: &mut impl Read) -> io::Result<SpaceRunState> {
    let moments = read_count(input)?;
    let stretch = match read_one::<u64>(input)? {
        NONE => None,
        stretch => Some(usize::try_from(stretch).map_err(|_| broken("the state holds an impossible stretch"))?),
    };
    let [vitamin_c, retinoid, growth_factor, hyaluronan, tranexamic_acid, anti_inflammatory, occlusion, ultraviolet] =
        read_array(input)?;
    let topicals = Topicals {
        vitamin_c,
        retinoid,
        growth_factor,
        hyaluronan,
        tranexamic_acid,
        anti_inflammatory,
        occlusion,
        ultraviolet,
    };
    let recorded = [read_rows(input)?, read_rows(input)?, read_rows(input)?, read_rows(input)?];
    // A count that lies ends at the end of the input.
    let slices = (0..read_count(input)?).map(|_| read_slice(input)).collect::<io::Result<Vec<Slice>>>()?;
    let tissue = match read_one::<u64>(input)? {
        0 => SavedTissue::Cell(decode_tissue(input)?),
        1 => SavedTissue::Patch(decode_tissue(input)?),
        _ => return Err(broken("the state is of an unknown kind of tissue")),
    };
    if input.read(&mut [0])? != 0 {
        return Err(broken("the state goes on after its end"));
    }
    Ok(SpaceRunState { moments, topicals, stretch, recorded, slices, tissue })
}

fn read_slice(input: &mut impl Read) -> io::Result<Slice> {
    let day = read_one(input)?;
    let contents = (0..read_count(input)?).map(|_| read_list(input)).collect::<io::Result<_>>()?;
    Ok(Slice { day, contents })
}

fn decode_tissue<N: Stored>(input: &mut impl Read) -> io::Result<TissueState<N>> {
    let [time, origin, step, error, growth] = read_array(input)?;
    let until_check =
        u32::try_from(read_one::<u64>(input)?).map_err(|_| broken("the state holds an impossible count"))?;
    let (may_grow, doubled, injured) = (read_flag(input)?, read_flag(input)?, read_flag(input)?);
    let [steps, checks, rejected, evaluations] = read_array(input)?;
    Ok(TissueState {
        clock: Clock { time, origin, step, until_check, may_grow, error, growth, doubled },
        inputs: read_array(input)?,
        dermis: read_list(input)?,
        signals: [read_list(input)?, read_list(input)?],
        injured,
        epidermis: read_rows(input)?,
        lesion_widths: read_list(input)?,
        cell_steps: read_list(input)?,
        column_steps: read_list(input)?,
        effort: Effort { steps, checks, rejected, evaluations },
    })
}
