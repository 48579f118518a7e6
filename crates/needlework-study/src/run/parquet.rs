//! Tables as Parquet: zstd, words dictionary-encoded, no time stamps, so equal tables give equal bytes.

use std::io::Write;
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as PhysicalType, ZstdLevel};
use parquet::column::reader::ColumnReader;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnPath, Type};

use super::table::{Column, Table, TableError};

/// Rows that a table may have when it is read back.
pub const MAX_TABLE_ROWS: usize = 50_000_000;
/// Bytes that one column of one row group may unpack to (1 GiB).
const MAX_UNPACKED: i64 = 1 << 30;
/// Rows in one row group.
const GROUP: usize = 1 << 20;

/// Writes a table; returns the output so that it can be flushed.
///
/// # Errors
/// [`TableError::Disk`] where the output refuses, [`TableError::Damaged`] where the encoder does.
pub fn to_parquet<W: Write + Send>(table: &Table, output: W) -> Result<W, TableError> {
    let mut fields = Vec::new();
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("needlework ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(6)?));
    for (name, column) in table.columns() {
        let path = ColumnPath::new(vec![name.clone()]);
        properties = properties.set_column_dictionary_enabled(path, matches!(column, Column::Text(_)));
        let field = Type::primitive_type_builder(name, physical(column)).with_repetition(Repetition::REQUIRED);
        let field = match column {
            Column::Text(_) => {
                field.with_logical_type(Some(LogicalType::String)).with_converted_type(ConvertedType::UTF8)
            }
            Column::Number(_) | Column::Whole(_) => field,
        };
        fields.push(Arc::new(field.build()?));
    }
    let schema = Arc::new(Type::group_type_builder("needlework").with_fields(fields).build()?);
    let mut writer = SerializedFileWriter::new(output, schema, Arc::new(properties.build())).map_err(disk_first)?;
    let mut start = 0;
    while start < table.rows() {
        let end = table.rows().min(start + GROUP);
        write_group(&mut writer, table, start, end).map_err(disk_first)?;
        start = end;
    }
    writer.into_inner().map_err(disk_first)
}

fn write_group<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    table: &Table,
    start: usize,
    end: usize,
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for (_, column) in table.columns() {
        let Some(mut output) = group.next_column()? else { break };
        match column {
            Column::Text(rows) => {
                let rows: Vec<ByteArray> =
                    rows.iter().skip(start).take(end - start).map(|word| word.as_bytes().to_vec().into()).collect();
                output.typed::<ByteArrayType>().write_batch(&rows, None, None)?;
            }
            Column::Number(rows) => {
                let rows = rows.get(start..end).unwrap_or_default();
                output.typed::<DoubleType>().write_batch(rows, None, None)?;
            }
            Column::Whole(rows) => {
                let rows = rows.get(start..end).unwrap_or_default();
                output.typed::<Int64Type>().write_batch(rows, None, None)?;
            }
        }
        output.close()?;
    }
    group.close()?;
    Ok(())
}

fn physical(column: &Column) -> PhysicalType {
    match column {
        Column::Text(_) => PhysicalType::BYTE_ARRAY,
        Column::Number(_) => PhysicalType::DOUBLE,
        Column::Whole(_) => PhysicalType::INT64,
    }
}

/// An error of the disk is reported as such, so that a full disk can be told from a defect.
fn disk_first(error: ParquetError) -> TableError {
    match error {
        ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
            Ok(disk) => TableError::Disk(*disk),
            Err(inner) => TableError::Damaged(ParquetError::External(inner)),
        },
        other => TableError::Damaged(other),
    }
}

/// Reads a table that [`to_parquet`] wrote.
///
/// # Errors
/// [`TableError::TooLong`], [`TableError::Type`], [`TableError::Damaged`].
pub fn from_parquet(bytes: Bytes) -> Result<Table, TableError> {
    // The decoder asserts on some crafted files where it should return an error. The file is not trusted, so such an
    // assertion is turned into the error here; nothing outlives the call that a panic could leave half-changed.
    std::panic::catch_unwind(|| decode(bytes)).unwrap_or_else(|_| Err(damaged("the decoder gave up")))
}

fn damaged(what: &str) -> TableError {
    TableError::Damaged(ParquetError::General(what.to_owned()))
}

/// Every column chunk must lie inside the file and unpack to a size that fits its rows.
fn check_chunks(metadata: &ParquetMetaData, file_length: i64) -> Result<(), TableError> {
    for group in metadata.row_groups() {
        for chunk in group.columns() {
            let start = chunk.dictionary_page_offset().unwrap_or(chunk.data_page_offset());
            let inside = start >= 0
                && chunk.data_page_offset() >= 0
                && chunk.compressed_size() >= 0
                && start.checked_add(chunk.compressed_size()).is_some_and(|end| end <= file_length);
            let sized = (0..=MAX_UNPACKED).contains(&chunk.uncompressed_size());
            if !inside || !sized || chunk.num_values() != group.num_rows() {
                return Err(damaged("a column does not lie inside the file"));
            }
        }
    }
    Ok(())
}

fn decode(bytes: Bytes) -> Result<Table, TableError> {
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let reader = SerializedFileReader::new(bytes)?;
    let metadata = reader.metadata();
    check_chunks(metadata, length)?;
    let announced = metadata.file_metadata().num_rows();
    let rows = usize::try_from(announced).unwrap_or(usize::MAX);
    if rows > MAX_TABLE_ROWS {
        return Err(TableError::TooLong { found: rows, limit: MAX_TABLE_ROWS });
    }
    let schema = metadata.file_metadata().schema_descr();
    let mut columns: Vec<(String, Column)> = Vec::new();
    for description in schema.columns() {
        let name = description.name().to_owned();
        let flat = description.max_def_level() == 0 && description.max_rep_level() == 0;
        let column = match description.physical_type() {
            PhysicalType::BYTE_ARRAY if flat => Column::Text(Vec::new()),
            PhysicalType::DOUBLE if flat => Column::Number(Vec::new()),
            PhysicalType::INT64 if flat => Column::Whole(Vec::new()),
            other => return Err(TableError::Type { name, found: other.to_string() }),
        };
        columns.push((name, column));
    }
    for index in 0..metadata.num_row_groups() {
        let group = reader.get_row_group(index)?;
        let rows = usize::try_from(metadata.row_group(index).num_rows()).unwrap_or(0).min(MAX_TABLE_ROWS);
        for (place, (_, column)) in columns.iter_mut().enumerate() {
            read_column(group.get_column_reader(place)?, rows, column)?;
        }
    }
    let mut table = Table::new();
    for (name, column) in columns {
        table = table.with(name, column)?;
    }
    Ok(table)
}

fn read_column(reader: ColumnReader, rows: usize, column: &mut Column) -> Result<(), TableError> {
    match (reader, column) {
        (ColumnReader::ByteArrayColumnReader(mut reader), Column::Text(all)) => {
            let mut words = Vec::new();
            reader.read_records(rows, None, None, &mut words)?;
            for word in words {
                let text = word.as_utf8()?;
                all.push(text.to_owned());
            }
        }
        (ColumnReader::DoubleColumnReader(mut reader), Column::Number(all)) => {
            reader.read_records(rows, None, None, all)?;
        }
        (ColumnReader::Int64ColumnReader(mut reader), Column::Whole(all)) => {
            reader.read_records(rows, None, None, all)?;
        }
        _ => {
            return Err(damaged("a row group has another type than the schema"));
        }
    }
    Ok(())
}
