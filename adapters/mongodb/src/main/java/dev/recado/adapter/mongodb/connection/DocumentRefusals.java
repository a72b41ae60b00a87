package dev.recado.adapter.mongodb.connection;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import dev.recado.domain.EntryRefusedException;
import java.util.Optional;
import java.util.Set;

/// Recognizes failures caused by a document itself, as opposed to a full disk, a quota or a change of primary.
/// Only codes about the document count, since all others may be temporary.
public final class DocumentRefusals {
    /// Codes of a write (<https://www.mongodb.com/docs/manual/reference/error-codes/>): `BadValue`,
    /// `FailedToParse`, `TypeMismatch`, `Overflow`, `InvalidLength`, `InvalidBSON`, field names,
    /// `ImmutableField`, `DocumentValidationFailure`, `CannotBuildIndexKeys`, `BSONObjectTooLarge`, geometry,
    /// `KeyTooLong`, too large after an update.
    private static final Set<Integer> WRITE_CODES =
            Set.of(2, 9, 14, 15, 16, 22, 52, 53, 54, 55, 56, 57, 66, 121, 165, 10334, 16755, 17280, 17419, 17420);
    /// Codes of a whole command, where most others are about the command.
    private static final Set<Integer> COMMAND_CODES = Set.of(121, 10334, 17419);

    private DocumentRefusals() {}

    public static boolean is(BulkWriteError error) {
        return WRITE_CODES.contains(error.getCode());
    }

    /// The refusal of one document among several.
    public static EntryRefusedException of(BulkWriteError error, RuntimeException cause) {
        return refused(error.getCode(), cause);
    }

    /// The refusal of a document that cannot be encoded.
    public static EntryRefusedException unwritable(RuntimeException cause) {
        return new EntryRefusedException(
                "it cannot be sent to the store: " + cause.getClass().getSimpleName(), cause);
    }

    /// The refusal in a failed write; empty when it failed for another reason.
    public static Optional<EntryRefusedException> in(RuntimeException failure) {
        return switch (failure) {
            case MongoWriteException e
            when WRITE_CODES.contains(e.getError().getCode()) ->
                Optional.of(refused(e.getError().getCode(), e));
            case MongoBulkWriteException e
            when e.getWriteConcernError() == null ->
                e.getWriteErrors().stream()
                        .filter(DocumentRefusals::is)
                        .map(error -> of(error, e))
                        .findFirst();
            case MongoCommandException e
            when COMMAND_CODES.contains(e.getErrorCode()) -> Optional.of(refused(e.getErrorCode(), e));
            default -> Optional.empty();
        };
    }

    private static EntryRefusedException refused(int code, RuntimeException cause) {
        String why = code == 121 ? "a validation rule of the collection" : "its form";
        return new EntryRefusedException("the store refuses it for " + why + ", code " + code, cause);
    }
}
