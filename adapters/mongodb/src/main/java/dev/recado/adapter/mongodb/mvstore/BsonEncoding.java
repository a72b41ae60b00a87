package dev.recado.adapter.mongodb.mvstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/// Encodes documents as BSON, the format of the wire, for the file and its pages in memory. Pages are read and
/// written by copying bytes; only a requested document is decoded.
final class BsonEncoding {
    private static final int INITIAL_CAPACITY = 1024;

    private BsonEncoding() {}

    static byte[] of(Document document) {
        ByteBuf buffer = Unpooled.buffer(INITIAL_CAPACITY);
        try {
            BsonEncoder.encodeDocument(document, buffer);
            return ByteBufUtil.getBytes(buffer);
        } finally {
            buffer.release();
        }
    }

    static Document read(byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        try {
            return BsonDecoder.decodeBson(buffer);
        } finally {
            buffer.release();
        }
    }
}
