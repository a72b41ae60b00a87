package dev.recado.adapter.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/// How a document lies in the file: as BSON, the form it also has on the wire.
final class DocumentType extends BasicDataType<Document> {
    static final DocumentType INSTANCE = new DocumentType();

    /// The share of a page that a document is taken for; pages hold about sixteen of them.
    private static final int WEIGHT = 1024;

    private DocumentType() {}

    @Override
    public int getMemory(Document document) {
        return WEIGHT;
    }

    @Override
    public void write(WriteBuffer out, Document document) {
        ByteBuf buffer = Unpooled.buffer(WEIGHT);
        try {
            BsonEncoder.encodeDocument(document, buffer);
            out.put(buffer.nioBuffer());
        } finally {
            buffer.release();
        }
    }

    @Override
    public Document read(ByteBuffer in) {
        int start = in.position();
        int length = in.slice().order(ByteOrder.LITTLE_ENDIAN).getInt();
        ByteBuf buffer = Unpooled.wrappedBuffer(in.slice(start, length));
        try {
            return BsonDecoder.decodeBson(buffer);
        } finally {
            buffer.release();
            in.position(start + length);
        }
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
