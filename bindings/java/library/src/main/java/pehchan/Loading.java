// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

import java.util.Map;

/** How the shared library is found. */
final class Loading {
    private Loading() {}

    /**
     * Where JNA looks: on the system, or in the folder of the property {@code jna.library.path}.
     */
    static void register(Class<?> functions, int abi) {
        var options = Map.of(Library.OPTION_STRING_ENCODING, "UTF-8");
        NativeLibrary library = NativeLibrary.getInstance("pehchan", options);
        int found = library.getFunction("pehchan_abi_version").invokeInt(new Object[0]);
        if (found != abi)
            throw new UnsatisfiedLinkError(
                    "this package needs interface "
                            + abi
                            + " of the library pehchan; the library found has "
                            + found);
        Native.register(functions, library);
    }
}
