import { cdxIconAdd, cdxIconCamera, cdxIconLock, cdxIconTrash } from '@wikimedia/codex-icons';
import type { ComponentChildren } from 'preact';
import { Button, IconButton, LinkButton } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { Checkbox } from '../components/checkbox.tsx';
import { Chip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Field } from '../components/field.tsx';
import { HelpLink } from '../components/help-link.tsx';
import { Icon } from '../components/icon.tsx';
import { LanguageSelect } from '../components/language-select.tsx';
import { List, ListItem } from '../components/list.tsx';
import { Loading } from '../components/loading.tsx';
import { Message } from '../components/message.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { Saved } from '../components/saved.tsx';
import { Section } from '../components/section.tsx';
import { Select } from '../components/select.tsx';
import { Tab, Tabs } from '../components/tabs.tsx';
import { TextArea, TextInput } from '../components/text-input.tsx';
import { UnsentMark } from '../components/unsent-mark.tsx';
import { exchangeSamples } from './component-samples-exchange.tsx';
import { portSamples } from './component-samples-ports.tsx';
import { stateSamples } from './component-samples-states.tsx';

const nothing = () => undefined;
const tones = ['notice', 'progressive', 'success', 'warning', 'error', 'subtle'] as const;
const kinds = ['notice', 'success', 'warning', 'error'] as const;

/** By the name of its file: each component that can be shown for itself, in its states. */
export const samples: Readonly<Record<string, () => ComponentChildren>> = {
  button: () => (
    <div class="row">
      <Button weight="primary">Primary</Button>
      <Button icon={cdxIconAdd}>Normal</Button>
      <Button weight="quiet">Quiet</Button>
      <Button action="destructive">Destructive</Button>
      <Button disabled>Disabled</Button>
      <LinkButton href="#/components">Link</LinkButton>
      <IconButton icon={cdxIconTrash} label="Only an icon" onClick={nothing} />
    </div>
  ),
  card: () => (
    <Card title="A card" accent>
      <p>What matters now has a coloured edge.</p>
    </Card>
  ),
  checkbox: () => (
    <>
      <Checkbox checked={false} onChange={nothing} children="Not ticked" />
      <Checkbox checked strike onChange={nothing} children="Ticked, and struck through" />
      <Checkbox checked disabled onChange={nothing} children="Disabled" />
    </>
  ),
  chip: () => (
    <div class="row">
      {tones.map((tone) => (
        <Chip key={tone} tone={tone} icon={cdxIconLock} children={tone} />
      ))}
    </div>
  ),
  'empty-state': () => (
    <EmptyState icon={cdxIconCamera} title="Nothing yet" children="It says what the screen is for." />
  ),
  field: () => (
    <Field label="A field" description="What it is for" error="What is wrong with it" optional>
      <TextInput value="typed" onInput={nothing} />
    </Field>
  ),
  'help-link': () => <HelpLink topic="receipts" />,
  icon: () => <Icon icon={cdxIconCamera} label="A camera" />,
  'language-select': () => <LanguageSelect />,
  list: () => (
    <List label="A list">
      <ListItem icon={cdxIconCamera} title="Leads somewhere" detail="Its detail" href="#/components" />
      <ListItem title="Stands for itself" />
    </List>
  ),
  loading: () => <Loading />,
  message: () => kinds.map((kind) => <Message key={kind} type={kind} title={kind} children="What happened." />),
  'progress-bar': () => (
    <>
      <ProgressBar label="Nothing yet" value={0} max={100} />
      <ProgressBar label="A part" value={40} max={100} />
      <ProgressBar label="More than the whole" value={120} max={100} />
    </>
  ),
  saved: () => <Saved>Saved on this device</Saved>,
  section: () => <Section title="A section" children={<p>Under its own heading.</p>} />,
  select: () => <Select value="a" options={[{ value: 'a', label: 'The first' }]} onChange={nothing} />,
  tabs: () => (
    <Tabs label="Tabs">
      <Tab href="#/components" current children="Current" />
      <Tab href="#/components" children="Another" />
    </Tabs>
  ),
  'text-input': () => (
    <>
      <TextInput value="A line" aria-label="A line" onInput={nothing} />
      <TextArea value="Several lines" aria-label="Several lines" rows={2} onInput={nothing} />
    </>
  ),
  'unsent-mark': () => <UnsentMark shown />,
  ...stateSamples,
  ...portSamples,
  ...exchangeSamples,
};

/** Those that draw nothing for themselves, or the frame of a whole screen, and where in the app they are seen. */
export const elsewhere: Readonly<Record<string, string>> = {
  frame: '/today',
  'hub-frame': '/hub',
  nav: '/today',
  page: '/today',
  'page-layout': '/today',
  'phase-provider': '/today',
  'photo-viewer': '/expenses',
  'photo-zoom': '/expenses',
  shortcuts: '/more/keys',
};
