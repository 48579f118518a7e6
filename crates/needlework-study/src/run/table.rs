//! Tidy tables in memory: one row per observation, columns of one type each.

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Words, stored once each and counted by reference in the file.
    Text(Vec<String>),
    /// Numbers; the unit stands in a column of its own or in the name of this one.
    Number(Vec<f64>),
    /// Whole numbers.
    Whole(Vec<i64>),
}

impl Column {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(rows) => rows.len(),
            Self::Number(rows) => rows.len(),
            Self::Whole(rows) => rows.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A table with named columns of equal length.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    columns: Vec<(String, Column)>,
}

/// Why a table cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A column is shorter or longer than the first one.
    #[error("the column {name} has {found} rows, the others have {expected}")]
    Length {
        /// Name of the column.
        name: String,
        /// Rows of the column.
        found: usize,
        /// Rows of the first column.
        expected: usize,
    },
    /// More rows than a table may have.
    #[error("the table has {found} rows; at most {limit} are read")]
    TooLong {
        /// Rows that the file announces.
        found: usize,
        /// Rows allowed.
        limit: usize,
    },
    /// A type that tables do not have.
    #[error("the column {name} has the type {found}, which is not read")]
    Type {
        /// Name of the column.
        name: String,
        /// Its type in the file.
        found: String,
    },
    /// The file is not what it should be.
    #[error("the table is damaged: {0}")]
    Damaged(#[from] parquet::errors::ParquetError),
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
}

impl Table {
    /// A table without columns.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column.
    ///
    /// # Errors
    /// [`TableError::Length`] where it does not have as many rows as the first one.
    pub fn with(mut self, name: impl Into<String>, column: Column) -> Result<Self, TableError> {
        let name = name.into();
        let expected = self.columns.first().map_or(column.len(), |(_, first)| first.len());
        if column.len() != expected {
            return Err(TableError::Length { name, found: column.len(), expected });
        }
        self.columns.push((name, column));
        Ok(self)
    }

    /// The columns with their names.
    pub fn columns(&self) -> &[(String, Column)] {
        &self.columns
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|(known, _)| known == name).map(|(_, column)| column)
    }

    /// The column of that name, if it holds words.
    pub fn text(&self, name: &str) -> Option<&[String]> {
        match self.column(name)? {
            Column::Text(rows) => Some(rows),
            _ => None,
        }
    }

    /// The column of that name, if it holds numbers.
    pub fn numbers(&self, name: &str) -> Option<&[f64]> {
        match self.column(name)? {
            Column::Number(rows) => Some(rows),
            _ => None,
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, column)| column.len())
    }
}
