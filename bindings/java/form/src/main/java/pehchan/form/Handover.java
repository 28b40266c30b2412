// SPDX-License-Identifier: Apache-2.0
package pehchan.form;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes one assessment into a new file, for its owner only. */
final class Handover {
    private Handover() {}

    /** Never overwrites: then {@link FileAlreadyExistsException}. After any other failure nothing is left of it. */
    static void write(Path to, String json) throws IOException {
        boolean posix = to.toAbsolutePath().getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))} : new FileAttribute<?>[0];
        try (SeekableByteChannel out = Files.newByteChannel(to, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            try {
                ByteBuffer left = ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8));
                while (left.hasRemaining()) out.write(left);
            } catch (IOException e) {
                Files.deleteIfExists(to);
                throw e;
            }
        }
    }
}
