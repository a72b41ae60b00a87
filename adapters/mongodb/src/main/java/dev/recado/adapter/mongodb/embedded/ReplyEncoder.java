package dev.recado.adapter.mongodb.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/// Encodes replies in MongoDB's wire protocol.
///
/// Source: the MongoDB manual, "MongoDB Wire Protocol", `OP_MSG` and `OP_REPLY`.
final class ReplyEncoder {
    private static final int OP_REPLY = 1;
    private static final int OP_MSG = 2013;
    private static final int INITIAL_CAPACITY = 1024;

    private ReplyEncoder() {}

    /// The answer to an `OP_MSG`.
    static byte[] message(ClientRequest request, Document answer) {
        ByteBuf out = begin(request, OP_MSG);
        out.writeIntLE(0); // flags
        out.writeByte(0); // one document
        return end(out, answer);
    }

    /// The answer to a query in the old format.
    static byte[] reply(ClientRequest request, Document answer) {
        ByteBuf out = begin(request, OP_REPLY);
        out.writeIntLE(0); // flags
        out.writeLongLE(0); // cursor
        out.writeIntLE(0); // first document's place
        out.writeIntLE(1); // documents
        return end(out, answer);
    }

    private static ByteBuf begin(ClientRequest request, int operation) {
        ByteBuf out = Unpooled.buffer(INITIAL_CAPACITY);
        out.writeIntLE(0); // length, known at the end
        out.writeIntLE(0); // id of this message, which nobody answers
        out.writeIntLE(request.getHeader().getRequestID());
        return out.writeIntLE(operation);
    }

    private static byte[] end(ByteBuf out, Document answer) {
        try {
            BsonEncoder.encodeDocument(answer, out);
            out.setIntLE(0, out.readableBytes());
            return ByteBufUtil.getBytes(out);
        } finally {
            out.release();
        }
    }
}
