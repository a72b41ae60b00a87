package dev.recado.adapter.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers a driver's commands. A read is answered at once; anything that may write is answered when it is durable,
/// without keeping the connection's thread.
final class CommandHandler extends SimpleChannelInboundHandler<ClientRequest> {
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
    private final ChannelGroup connections;
    private final Lock changes;
    private final GroupCommit commits;
    private final AtomicInteger replies = new AtomicInteger();

    CommandHandler(StoreFile file, ChannelGroup connections, Lock changes, GroupCommit commits) {
        this.file = file;
        this.connections = connections;
        this.changes = changes;
        this.commits = commits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connections.add(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        changes.lock();
        try {
            file.backend().handleClose(context.channel());
        } finally {
            changes.unlock();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
        switch (request) {
            case MongoQuery greeting -> greet(context, greeting);
            case MongoMessage message -> handle(context, message);
            default -> throw new IllegalArgumentException("not a request of a driver");
        }
    }

    /// A driver's first words come in the protocol's old form.
    private void greet(ChannelHandlerContext context, MongoQuery greeting) {
        Document query = greeting.getQuery();
        String command = query.keySet().iterator().next();
        Document answer;
        changes.lock();
        try {
            answer = withSessions(
                    file.backend().handleCommand(context.channel(), greeting.getDatabaseName(), command, query));
        } finally {
            changes.unlock();
        }
        var _ = context.channel().writeAndFlush(new MongoReply(header(greeting), List.of(answer), 0));
    }

    private void handle(ChannelHandlerContext context, MongoMessage message) {
        String command = message.getDocument().keySet().iterator().next();
        Document answer = answer(message, command);
        if (READS.contains(command.toLowerCase(Locale.ROOT))) {
            reply(context, message, answer);
            return;
        }
        // documents in the answer are the store's own and may change before it leaves
        Document kept = answer.cloneDeeply();
        commits.whenDurable(failure -> reply(context, message, failure == null ? kept : notWritten()));
    }

    private Document answer(MongoMessage message, String command) {
        changes.lock();
        try {
            return command.equals(END_SESSIONS)
                    ? new Document("ok", 1)
                    : withSessions(file.backend().handleMessage(message));
        } catch (MongoServerException e) {
            return failed(e);
        } catch (RuntimeException e) {
            // the command's name alone: a document may hold what users wrote
            LOG.error("the embedded store failed at {}", command, e);
            return failed(new MongoServerException("the embedded store failed at " + command));
        } finally {
            changes.unlock();
        }
    }

    /// Says that sessions may be named: the repositories' reads carry one, and it changes nothing here.
    private static Document withSessions(Document answer) {
        if (answer.containsKey("ismaster")) {
            answer.put("logicalSessionTimeoutMinutes", SESSION_MINUTES);
        }
        return answer;
    }

    private void reply(ChannelHandlerContext context, MongoMessage request, Document answer) {
        // a connection that is gone needs no answer
        var _ = context.channel().writeAndFlush(new MongoMessage(request.getChannel(), header(request), answer));
    }

    private MessageHeader header(ClientRequest request) {
        return new MessageHeader(replies.incrementAndGet(), request.getHeader().getRequestID());
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
}
