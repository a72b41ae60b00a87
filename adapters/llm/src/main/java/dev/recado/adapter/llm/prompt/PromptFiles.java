package dev.recado.adapter.llm.prompt;

import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.pdf.PdfFile;
import dev.recado.adapter.llm.provider.Provider;
import dev.recado.domain.answer.ResponseGenerator.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// The files of a message as parts of it; in place of one that cannot be shown, a word that it is there.
public final class PromptFiles {

    private PromptFiles() {}

    /// @param most bytes that the provider takes in one file, and that all together may have
    public static List<Content> parts(List<File> files, long most) {
        List<Content> parts = new ArrayList<>();
        long left = most;
        for (File file : files) {
            String type = Provider.bare(file.contentType());
            try {
                long size = Files.size(file.path());
                if (size == 0 || size > left || !Provider.reads(type)) {
                    parts.add(unseen(type));
                    continue;
                }
                left -= size;
                String content = Base64.getEncoder().encodeToString(Files.readAllBytes(file.path()));
                parts.add(
                        Provider.isPicture(type)
                                ? ImageContent.from(content, type)
                                : PdfFileContent.from(PdfFile.builder()
                                        .base64Data(content)
                                        .mimeType(type)
                                        .build()));
            } catch (IOException e) {
                parts.add(unseen(type));
            }
        }
        return parts;
    }

    /// In place of all of them, for a model that does not take them.
    public static List<Content> unseen(List<File> files) {
        return files.stream()
                .map(file -> (Content) unseen(Provider.bare(file.contentType())))
                .toList();
    }

    private static TextContent unseen(String type) {
        return TextContent.from("(The user sent a file of type %s, which you cannot see.)"
                .formatted(type.replaceAll("[^a-z0-9/.+-]", "").toLowerCase(Locale.ROOT)));
    }
}
