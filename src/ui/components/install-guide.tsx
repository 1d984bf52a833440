import '../styles/install.css';
import { useApp, useMessages } from '../context.ts';
import type { MessageKey } from '../i18n/i18n.ts';
import type { Platform } from '../install.ts';

const steps: Record<Platform, readonly MessageKey[]> = {
  ios: ['install-ios-1', 'install-ios-2', 'install-ios-3'],
  android: ['install-android-1', 'install-android-2', 'install-android-3'],
  desktop: ['install-desktop-1', 'install-desktop-2'],
};

/** How Carnet comes to the home screen where the browser does not do it by itself. */
export function InstallGuide() {
  const { device } = useApp();
  const { t } = useMessages();
  return (
    <ol class="install-steps">
      {steps[device.install.platform].map((key) => (
        <li key={key}>{t(key)}</li>
      ))}
    </ol>
  );
}
