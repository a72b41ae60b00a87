package dev.recado.adapter.mongodb.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Executes a driver's commands in the calling thread. A read is answered at once; a command that may write is
/// answered by the commit thread once it is durable.
final class CommandHandler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);
    private static final int CANNOT_WRITE = 14031;
    private static final int SESSION_MINUTES = 30;
    private static final String END_SESSIONS = "endSessions";
    private static final Set<String> READS = Set.of(
            "find",
            "getmore",
            "killcursors",
            "count",
            "distinct",
            "ping",
            "hello",
            "ismaster",
            "buildinfo",
            "serverstatus",
            "listcollections",
            "listindexes",
            "listdatabases",
            "collstats",
            "dbstats",
            "endsessions");

    private final StoreFile file;
    private final Lock changes;
    private final GroupCommit commits;
    private boolean closed;

    /// @param changes the lock of whoever changes the file
    CommandHandler(StoreFile file, Lock changes, GroupCommit commits) {
        this.file = file;
        this.changes = changes;
        this.commits = commits;
    }

    /// @param reply receives the answer, now or later; must be quick and not throw
    /// @throws IOException when the store is closed, or this is not a driver's request
    void answer(ClientRequest request, Consumer<byte[]> reply) throws IOException {
        switch (request) {
            case MongoQuery handshake -> reply.accept(answerHandshake(handshake));
            case MongoMessage message -> answer(message, reply);
            default -> throw new IOException("not a request of a driver");
        }
    }

    /// The handshake comes in the protocol's old format.
    private byte[] answerHandshake(MongoQuery handshake) throws IOException {
        Document query = handshake.getQuery();
        String command = query.keySet().iterator().next();
        changes.lock();
        try {
            checkOpen();
            return ReplyEncoder.reply(
                    handshake,
                    withSessions(file.backend()
                            .handleCommand(handshake.getChannel(), handshake.getDatabaseName(), command, query)));
        } finally {
            changes.unlock();
        }
    }

    private void answer(MongoMessage message, Consumer<byte[]> reply) throws IOException {
        String command = message.getDocument().keySet().iterator().next();
        boolean isRead = READS.contains(command.toLowerCase(Locale.ROOT));
        byte[] answer;
        changes.lock();
        try {
            checkOpen();
            // Encoded while the lock is held: documents in the answer may be the store's own.
            answer = ReplyEncoder.message(message, execute(message, command));
            if (!isRead) {
                commits.whenDurable(failure ->
                        reply.accept(failure == null ? answer : ReplyEncoder.message(message, notWritten())));
            }
        } finally {
            changes.unlock();
        }
        if (isRead) {
            reply.accept(answer);
        }
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the embedded store is closed");
        }
    }

    private Document execute(MongoMessage message, String command) {
        try {
            return command.equals(END_SESSIONS)
                    ? new Document("ok", 1)
                    : withSessions(file.backend().handleMessage(message));
        } catch (MongoServerException e) {
            return failed(e);
        } catch (RuntimeException e) {
            // Logs only the command's name: a document may hold users' texts.
            LOG.error("[STORE] the embedded store failed at {}", command, e);
            return failed(new MongoServerException("the embedded store failed at " + command));
        }
    }

    /// Announces support for sessions: the repositories' reads carry one, which changes nothing here.
    private static Document withSessions(Document answer) {
        if (answer.containsKey("ismaster")) {
            answer.put("logicalSessionTimeoutMinutes", SESSION_MINUTES);
        }
        return answer;
    }

    /// Frees what was kept for a connection.
    void disconnect(Channel connection) {
        changes.lock();
        try {
            if (!closed) {
                file.backend().handleClose(connection);
            }
        } finally {
            changes.unlock();
        }
    }

    private static Document notWritten() {
        return failed(CANNOT_WRITE, "OutOfDiskSpace", "the embedded store could not write its file");
    }

    private static Document failed(MongoServerException e) {
        return e instanceof MongoServerError error
                ? failed(error.getCode(), error.getCodeName(), e.getMessageWithoutErrorCode())
                : failed(8, "UnknownError", e.getMessageWithoutErrorCode());
    }

    private static Document failed(int code, @Nullable String name, String message) {
        Document document = new Document("ok", 0).append("errmsg", message).append("code", code);
        document.putIfNotNull("codeName", name);
        return document;
    }

    /// Lets the running command finish and refuses later ones.
    @Override
    public void close() {
        changes.lock();
        try {
            closed = true;
        } finally {
            changes.unlock();
        }
    }
}
