/** Attachments: files go in as `multipart/form-data` and come out as they were. */
import { reply, type Call, type CloudEndpoint, type Reply, type UploadedPart } from '../exchange';
import { isGuarded, unguarded } from '../upload-guard';
import { fieldText } from '../multipart';
import { record, text } from '../untrusted';
import { latest, withVersion, type Content } from '../world/wiki-content';
import { authorOf, bad, failure, notFound, v1, withContent, withWritable } from './endpoint';
import { listV1 } from './v1-json';
import { showV1 } from './v1-content';
import { addContent } from './write';

const afterWrite = ['version', 'container', 'metadata', 'space'];
const blobKey = (content: Content): string => `${content.id}:${latest(content).number}`;

function filesOf(call: Call): readonly UploadedPart[] {
  return call.upload.filter((part) => part.name === 'file' && part.fileName !== null);
}

/** A new version of the attachment with these bytes. */
function withFile(call: Call, before: Content, part: UploadedPart): Content {
  const file = {
    mediaType: part.mediaType,
    bytes: part.bytes.length,
    comment: fieldText(call.upload, 'comment') ?? before.file?.comment ?? '',
  };
  const by = { atMs: call.nowMs, authorIndex: authorOf(call) };
  const minorEdit = fieldText(call.upload, 'minorEdit') === 'true';
  const next = withVersion({ ...before, file }, { ...by, minorEdit, message: file.comment });
  call.site.blobs.put(blobKey(next), part.bytes);
  return call.site.wiki.put(next);
}

function attach(call: Call, container: Content, part: UploadedPart): Content {
  const comment = fieldText(call.upload, 'comment') ?? '';
  const file = { mediaType: part.mediaType, bytes: part.bytes.length, comment };
  const body = { representation: 'storage', value: '' } as const;
  const title = part.fileName ?? 'file';
  const draft = { type: 'attachment', space: container.space, title, body, file } as const;
  const made = addContent(call, { ...draft, containerId: container.id });
  call.site.blobs.put(blobKey(made), part.bytes);
  return made;
}

/** @param replaces whether a file of a name that is there becomes its next version, or is refused */
function upload(call: Call, replaces: boolean): Reply {
  if (!isGuarded(call)) return failure(call, 403, 'FORBIDDEN', unguarded);
  return withWritable(call, ['page', 'blogpost', 'comment'], (container) => {
    const files = filesOf(call);
    if (files.length === 0)
      return bad(call, 'There is no part "file" with a file name in the multipart/form-data body');
    const known = call.site.wiki.attachedTo(container, 'attachment');
    const named = (part: UploadedPart) => known.find((one) => latest(one).title === part.fileName);
    const taken = files.find((part) => named(part) !== undefined);
    if (taken !== undefined && !replaces)
      return bad(
        call,
        `Cannot add a new attachment with same file name as an existing attachment: ${taken.fileName ?? ''}`,
      );
    const made = files.map((part) => {
      const before = named(part);
      return before === undefined ? attach(call, container, part) : withFile(call, before, part);
    });
    const links = { base: `${call.baseUrl}/wiki`, context: '/wiki' };
    return reply(
      200,
      { ...listV1(made.map(showV1(call, ...afterWrite))), _links: links },
      { core: made.length },
    );
  });
}

/** Runs with the second value's attachment, if it hangs on the first value's content. */
function withAttachment(call: Call, then: (attachment: Content) => Reply): Reply {
  return withContent(
    call,
    ['attachment'],
    (one) => (one.containerId === (call.params[0] ?? '') ? then(one) : notFound(call)),
    call.params[1] ?? '',
  );
}

function newData(call: Call): Reply {
  if (!isGuarded(call)) return failure(call, 403, 'FORBIDDEN', unguarded);
  return withAttachment(call, (attachment) => {
    const [part] = filesOf(call);
    if (part === undefined)
      return bad(call, 'There is no part "file" with a file name in the multipart/form-data body');
    return reply(200, showV1(call, ...afterWrite)(withFile(call, attachment, part)), { core: 1 });
  });
}

function rename(call: Call): Reply {
  return withAttachment(call, (attachment) => {
    const { title, metadata, version } = record(call.body);
    const { number } = record(version);
    if (number !== undefined && number !== latest(attachment).number)
      return failure(call, 409, 'CONFLICT', `version.number: it must be ${latest(attachment).number}`);
    const { comment, mediaType } = record(metadata);
    const before = attachment.file ?? { mediaType: '', bytes: 0, comment: '' };
    const file = {
      ...before,
      comment: text(comment) ?? before.comment,
      mediaType: text(mediaType) ?? before.mediaType,
    };
    const name = text(title) ?? latest(attachment).title;
    const versions = attachment.versions.map((one, n, { length }) =>
      n === length - 1 ? { ...one, title: name } : one,
    );
    const next = call.site.wiki.put({ ...attachment, file, versions });
    return reply(200, showV1(call, ...afterWrite)(next), { core: 1 });
  });
}

function download(call: Call): Reply {
  return withAttachment(call, (attachment) => {
    const wanted = call.query.get('version');
    const bytes = call.site.blobs.get(wanted === null ? blobKey(attachment) : `${attachment.id}:${wanted}`);
    if (bytes === undefined)
      return notFound(call, 'The emulator has no such bytes, or has forgotten them: it keeps 64 MB');
    const name = encodeURIComponent(latest(attachment).title);
    return {
      ...reply(200, null, { core: 1 }),
      file: { mediaType: attachment.file?.mediaType ?? 'application/octet-stream', bytes },
      headers: [['Content-Disposition', `attachment; filename*=UTF-8''${name}`]],
    };
  });
}

const at = '/content/{}/child/attachment';

export const attachmentV1Endpoints: readonly CloudEndpoint[] = [
  v1('POST', at, { query: ['expand', 'status', 'allowDuplicated', 'spaceKey'] }, (call) =>
    upload(call, false),
  ),
  v1('PUT', at, { query: ['expand', 'status'] }, (call) => upload(call, true)),
  v1(
    'PUT',
    `${at}/{}`,
    { body: ['id', 'type', 'status', 'title', 'metadata', 'extensions', 'version', 'container'] },
    rename,
  ),
  v1('POST', `${at}/{}/data`, { query: ['expand', 'spaceKey'] }, newData),
  v1('GET', `${at}/{}/download`, { query: ['version', 'status'] }, download),
];
