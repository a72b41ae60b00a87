package dev.recado.adapter.mongodb.mvstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/// How a document lies in the file and in its pages in memory: as BSON, the form it also has on the wire. A page of
/// documents is then read and written by copying bytes; only the document that is asked for is taken apart.
final class BsonEncoding {
    private static final int USUAL_LENGTH = 1024;

    private BsonEncoding() {}

    static byte[] of(Document document) {
        ByteBuf buffer = Unpooled.buffer(USUAL_LENGTH);
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
